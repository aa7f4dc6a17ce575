import { brokenBy, type CompiledForm, resolveRef, splitRef, typeChangeIssues } from '@trellis/forms/model';
import { inspectBundle, type RawBundle } from '@trellis/forms/server';
import {
  type AppBundle,
  AppError,
  type DefinitionKind,
  type Issue,
  type ViewDocument,
} from '@trellis/metadata';
import type { Catalog } from '../contract.ts';

/** What would be published and what is wrong with it. */
export interface CheckedChange {
  /** Mistakes that the change brings, paths into the bundle. One that is published already blocks nothing. */
  readonly issues: readonly Issue[];
  /** The whole app, forms normalised; absent when some document can't even be read. */
  readonly bundle?: AppBundle;
}

/**
 * Checks an app as it would be published: each document, the documents against each other, fields whose data can't
 * follow, and definitions of other apps that refer to its forms.
 */
export function inspectChange(
  base: Catalog,
  app: string,
  published: AppBundle | undefined,
  desired: RawBundle,
): CheckedChange {
  const others = new Map([...base.forms].filter(([, form]) => form.app !== app));
  const after = inspectBundle(app, desired, others);
  const known = new Set(published ? inspectBundle(app, published, others).issues.map(identity) : []);
  const issues = after.issues.filter(
    (issue) =>
      !known.has(identity(issue)) && !stood(published, desired, issue) && !rests(base, app, desired, issue),
  );
  if (!after.checked) return { issues: issues.length > 0 ? issues : after.issues };
  const { bundle, forms } = after.checked;
  return { issues: [...issues, ...typeChanges(base, forms), ...elsewhere(base, app, others, forms)], bundle };
}

/** Like inspectChange. Errors: definition_invalid with all issues. */
export function checkChange(
  base: Catalog,
  app: string,
  published: AppBundle | undefined,
  desired: RawBundle,
): AppBundle {
  const { issues, bundle } = inspectChange(base, app, published, desired);
  if (issues.length > 0 || !bundle) throw new AppError('definition_invalid', { issues });
  return bundle;
}

function typeChanges(base: Catalog, forms: ReadonlyMap<string, CompiledForm>): Issue[] {
  return [...forms].flatMap(([ref, form]) => {
    const before = base.forms.get(ref);
    if (!before) return [];
    return typeChangeIssues(before, form).map((issue) => ({
      ...issue,
      path: ['forms', form.key, ...issue.path],
    }));
  });
}

function elsewhere(
  base: Catalog,
  app: string,
  others: ReadonlyMap<string, CompiledForm>,
  forms: ReadonlyMap<string, CompiledForm>,
): Issue[] {
  const foreign = <D>(documents: ReadonlyMap<string, D>) =>
    new Map([...documents].filter(([ref]) => !ref.startsWith(`${app}:`)));
  const broken = brokenBy(base.forms, new Map([...others, ...forms]), {
    views: foreign(base.views),
    roles: foreign(base.roles),
    dashboards: foreign(base.dashboards),
  });
  const living = broken.filter(({ kind, ref }) => !isBinned(base, formOf(base, kind, ref)));
  return living.map(({ ref }) => ({ path: [], code: 'breaks_definition', params: { name: ref } }));
}

/** What lies in the bin, a form or a view of one, holds up nobody: it loses what no longer fits when it comes back. */
function rests(base: Catalog, app: string, desired: RawBundle, { path: [kind, name] }: Issue): boolean {
  const key = String(name);
  if (kind === 'forms') return isBinned(base, `${app}:${key}`);
  const view = kind === 'views' ? (desired.views[key] as Partial<ViewDocument> | undefined) : undefined;
  return typeof view?.form === 'string' && isBinned(base, resolveRef(app, view.form));
}

const isBinned = (base: Catalog, ref: string | undefined): boolean =>
  ref !== undefined && base.forms.get(ref)?.state === 'binned';

/** The form that a published definition is, or shows. */
function formOf(base: Catalog, kind: DefinitionKind, ref: string): string | undefined {
  const view = kind === 'view' ? base.views.get(ref) : undefined;
  return kind === 'form' ? ref : view && resolveRef(splitRef(ref).app, view.form);
}

/**
 * An option that an expression has named since it was published went away. That is no reason to refuse the change: the
 * expression means what it meant, that no such option was chosen. Written anew, it is a mistake.
 */
function stood(published: AppBundle | undefined, desired: RawBundle, { code, path }: Issue): boolean {
  if (code !== 'no_option') return false;
  const before = at(published, path);
  return before !== undefined && JSON.stringify(before) === JSON.stringify(at(desired, path));
}

/** What stands at a path of a bundle. */
function at(bundle: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as { readonly [key: string | number]: unknown })[step]
        : undefined,
    bundle,
  );
}

const identity = (issue: Issue): string => JSON.stringify([issue.path, issue.code]);
