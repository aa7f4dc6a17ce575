import { type AppBundle, AppError, type Issue } from '@trellis/metadata';
import type { Catalog } from '../contract.ts';

/**
 * The app as it would be published: forms normalised, everything checked. Only mistakes that the change brings count;
 * one that is published already must not block an unrelated change.
 * Errors: definition_invalid with issues (paths into the bundle).
 */
export function checkChanges(
  base: Catalog,
  app: string,
  published: AppBundle | undefined,
  desired: AppBundle,
): AppBundle {
  const { bundle, issues } = checkApp(base, app, desired);
  const known = new Set(published ? checkApp(base, app, published).issues.map(identity) : []);
  const fresh = issues.filter((issue) => !known.has(identity(issue)));
  if (fresh.length > 0) throw new AppError('definition_invalid', { issues: fresh });
  return bundle;
}

function checkApp(_base: Catalog, _app: string, bundle: AppBundle): { bundle: AppBundle; issues: Issue[] } {
  return { bundle, issues: [] };
}

const identity = (issue: Issue): string => JSON.stringify([issue.path, issue.code]);
