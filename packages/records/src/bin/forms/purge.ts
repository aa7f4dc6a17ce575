import { addJob, type Pool, type Queryable } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { type AppBundle, AppError, BIN_DAYS, issueMessage } from '@trellis/metadata';
import { loadCatalog } from '../../catalog/cache.ts';
import { readCatalogRows } from '../../catalog/read.ts';
import { viewsOf } from '../../catalog/views-of.ts';
import type { Catalog, Ctx } from '../../contract.ts';
import { publishedBundle } from '../../definitions/bundle.ts';
import { requireAdmin } from '../../definitions/guard.ts';
import { publishChanges } from '../../definitions/publish-changes.ts';
import { underPublishLock } from '../../storage/lock.ts';
import { quoteName } from '../../storage/names.ts';
import { reapUnpublished } from '../../storage/reap.ts';
import { emptyBeside } from './beside.ts';
import { withoutForm } from './without.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const PURGE_JOB = 'purge';

interface Place {
  readonly app: string;
  readonly key: string;
}

/**
 * Has a form of the bin deleted for good, with its records and all that is kept of them, by a job. From now on nobody brings
 * it back. Errors: not_found, definition_invalid (something can't do without it that nobody but people can change), forbidden.
 */
export async function purgeForm(ctx: Ctx, place: Place): Promise<void> {
  requireAdmin(ctx);
  const catalog = await catalogNow(ctx);
  if (catalog.forms.get(refOf(place))?.state !== 'binned') throw new AppError('not_found');
  await appsNaming({ ...ctx, catalog }, refOf(place));
  if (!(await begin(ctx, place))) throw new AppError('not_found');
  await announcePurges(ctx.pool, ctx.catalog.workspace.schema);
}

async function announcePurges(on: Queryable, schema: string): Promise<void> {
  await addJob(on, PURGE_JOB, { schema }, { jobKey: `${PURGE_JOB} ${schema}`, queueName: PURGE_JOB });
}

const DUE = `state = 'binned' and (purging or binned_at < now() - interval '${BIN_DAYS} days')`;

/** Wakes the job where forms are to go; to be called when a process starts, and now and then. */
export async function wakePurges(pool: Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    const { rowCount } = await pool.query(
      `select from ${quoteName(schema)}.form_storage where ${DUE} limit 1`,
    );
    if (rowCount) await announcePurges(pool, schema);
  }
}

/**
 * Deletes the forms of a workspace for good that somebody wants gone, or that lay in the bin for 30 days. A process that
 * dies goes on where it was: what is kept beside the records goes in slices, then definition and table at once.
 * @param options.goOn asked before each slice. Answers whether all is done.
 */
export async function runPurges(
  base: Omit<Ctx, 'catalog' | 'actor' | 'now'>,
  options: { readonly current: () => Promise<Catalog>; readonly goOn: () => boolean },
): Promise<boolean> {
  const { workspace } = await options.current();
  const { rows } = await base.pool.query<Place & { by: string; purging: boolean }>(
    `select app, form as key, binned_by as by, purging from ${quoteName(workspace.schema)}.form_storage
     where ${DUE} order by binned_at`,
  );
  for (const { by, purging, ...place } of rows) {
    const actor = { id: by, departments: [], roles: [], admin: true };
    const ctx = { ...base, actor, now: new Date().toISOString(), catalog: await options.current() };
    if (!options.goOn() || !(await purgeOne(ctx, place, purging, options.goOn))) return false;
  }
  return true;
}

/** Answers false where it is to be gone on with later. */
async function purgeOne(stale: Ctx, place: Place, begun: boolean, goOn: () => boolean): Promise<boolean> {
  const ctx = { ...stale, catalog: await catalogNow(stale) };
  const { workspace, forms } = ctx.catalog;
  const ref = refOf(place);
  const form = forms.get(ref);
  try {
    const apps = await appsNaming(ctx, ref);
    // Without a definition only its tables are left: a process died in between.
    if (form) {
      if (!begun && !(await begin(ctx, place, DUE))) return true;
      if (!(await emptyBeside(ctx.pool, workspace.schema, form, goOn))) return false;
      const without = (app: string) => (bundle: AppBundle | undefined) => {
        if (!bundle) throw new AppError('not_found');
        return withoutForm(app, bundle, ref, forms).bundle;
      };
      for (const app of apps) if (app !== place.app) await publishChanges(ctx, app, without(app));
      const gone = { form: place.key, views: viewKeys(ctx.catalog, ref) };
      await publishChanges(ctx, place.app, without(place.app), { gone });
    }
    await underPublishLock(ctx.pool, workspace.schema, (client) =>
      reapUnpublished(client, workspace.schema, place.app),
    );
    ctx.log.info({ form: ref }, 'form deleted for good');
  } catch (error) {
    // Its app was uninstalled meanwhile, or it is not in the bin any more.
    if (error instanceof AppError && error.code === 'not_found') return true;
    if (!(error instanceof AppError) || error.code !== 'definition_invalid') throw error;
    ctx.log.warn({ form: ref, issues: error.issues }, 'form is still needed');
    await keep(ctx, place, error);
  }
  return true;
}

/** From here on nobody brings the form back. Answers false where somebody just did. */
async function begin(
  { pool, catalog }: Ctx,
  { app, key }: Place,
  where = `state = 'binned'`,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update ${quoteName(catalog.workspace.schema)}.form_storage set purging = true, kept = null
     where app = $1 and form = $2 and ${where}`,
    [app, key],
  );
  return rowCount === 1;
}

/**
 * It waits until people have changed what needs it; the bin says what that is. Once begun it stays begun: part of what is
 * kept of it may be gone.
 */
async function keep(
  { pool, catalog, locale }: Ctx,
  { app, key }: Place,
  { issues }: AppError,
): Promise<void> {
  const [first] = issues;
  await pool.query(
    `update ${quoteName(catalog.workspace.schema)}.form_storage set kept = $3
     where app = $1 and form = $2`,
    [app, key, first ? issueMessage(first, locale) : ''],
  );
}

/** The apps whose definitions name a form. Errors: definition_invalid with what only people can change. */
async function appsNaming(ctx: Ctx, ref: string): Promise<string[]> {
  const { workspace, apps, forms } = ctx.catalog;
  const rows = await readCatalogRows(ctx.pool, workspace.schema);
  const naming: string[] = [];
  for (const app of apps.keys()) {
    const bundle = publishedBundle(rows, app);
    if (!bundle) continue;
    const { bundle: after, stuck } = withoutForm(app, bundle, ref, forms);
    if (stuck.length > 0) throw new AppError('definition_invalid', { issues: stuck });
    if (JSON.stringify(after) !== JSON.stringify(bundle)) naming.push(app);
  }
  return naming;
}

const refOf = ({ app, key }: Place): string => `${app}:${key}`;

/** Keys of the views of a form that its own app has. */
const viewKeys = (catalog: Catalog, ref: string): string[] =>
  viewsOf(catalog, ref).flatMap(([name]) => {
    const { app, key } = splitRef(name);
    return app === splitRef(ref).app ? [key] : [];
  });

const catalogNow = async ({ pool, catalog }: Ctx): Promise<Catalog> =>
  loadCatalog(pool, catalog.workspace, catalog);
