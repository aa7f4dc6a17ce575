import { type AppBundle, AppError } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { publishChanges } from '../definitions/publish-changes.ts';

/**
 * Publishes, moves and deletes views that all share, all or nothing; each is a new version of its view.
 * @param changes documents by key; null deletes
 * Errors: definition_not_found (no such app), definition_invalid with issues (paths begin with the key), busy, forbidden.
 */
export async function saveViews(
  ctx: Ctx,
  app: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<{ metaVersion: string }> {
  requireAdmin(ctx);
  const all = Object.entries(changes);
  const removed = all.flatMap(([key, document]) => (document === null ? [key] : []));
  const saved = all.filter(([, document]) => document !== null);
  const { metaVersion } = await publishChanges(
    ctx,
    app,
    (published) => {
      if (!published) throw new AppError('definition_not_found');
      const kept = Object.entries(published.views).filter(([key]) => !removed.includes(key));
      const views = Object.fromEntries([...kept, ...saved]) as AppBundle['views'];
      return { ...published, views };
    },
    { removed },
  ).catch((error: unknown) => Promise.reject(atViews(error)));
  return { metaVersion };
}

/** The same error with paths that begin with the view's key. */
function atViews(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'definition_invalid') return error;
  const issues = error.issues.map((issue) =>
    issue.path[0] === 'views' ? { ...issue, path: issue.path.slice(1) } : issue,
  );
  return new AppError('definition_invalid', { issues, cause: error });
}
