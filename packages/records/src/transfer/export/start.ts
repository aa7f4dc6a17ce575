import { addJob, inTransaction, type Queryable, readPgError } from '@trellis/db';
import { AppError, newId } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { bounded } from '../../query/bounded.ts';
import { openStream } from '../../query/stream.ts';
import { cappedTotal } from '../../query/total.ts';
import { quoteName } from '../../storage/names.ts';
import { getExport } from './list.ts';
import { writtenOut } from './logged.ts';
import { type ExportQuery, sheetsOf } from './sheets.ts';
import { type ExportBody, type ExportRow, findExports, insertExport } from './store.ts';

/** Name of the job; its payload is the schema of the workspace and the id of the export. */
export const EXPORT_JOB = 'export';

/** Exports of one member that may be under way, and files of theirs that may wait to be fetched. */
const MOST_RUNNING = 5;
const MOST_KEPT = 20;
/** Larger ones have a worker of their own, so that the others need not wait for them. */
const LARGE = 100_000;

/**
 * Begins an export in the background, with what the member may export when it is worked on.
 * Errors: form_not_found, forbidden, query_invalid, query_too_slow, validation_failed, export_not_found.
 */
export async function startExport(
  ctx: Ctx,
  form: string,
  { id = newId(), ...query }: ExportQuery & { readonly id?: string },
): Promise<ExportBody> {
  const access = accessFor(ctx, form, 'export');
  sheetsOf(ctx, form, query);
  const { filter, search, sort, asOf } = query;
  const { scope, where } = await openStream(bounded(ctx), form, {
    ...(filter === undefined ? {} : { filter }),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort }),
    ...(asOf === undefined ? {} : { asOf }),
  });
  // As of a moment, counting is as much work as exporting.
  const total = asOf === undefined ? (await cappedTotal(scope, where)).value : null;
  await inTransaction(ctx.pool, async ({ client }) => {
    await checkRoom(ctx, client);
    const { app, key } = access.form;
    const row = { id, app, form: key, background: true, large: (total ?? 0) > LARGE };
    await insertExport(ctx, client, row, writtenOut(access, query));
    await announceExport(client, ctx.catalog.workspace.schema, row);
  }).catch((error: unknown) => {
    // Begun before by the same call.
    if (readPgError(error)?.kind !== 'unique') throw error;
  });
  return getExport(ctx, id);
}

async function checkRoom(ctx: Ctx, on: Queryable): Promise<void> {
  const own = await findExports(
    ctx,
    on,
    `WHERE e.member_id = $1 AND e.background AND (e.state = 'running' OR (e.state = 'done' AND e.expires_at > $2))`,
    [ctx.actor.id, ctx.now],
  );
  const running = own.filter(({ state }) => state === 'running').length;
  const full = (code: string, max: number) =>
    new AppError('validation_failed', { issues: [{ path: [], code, params: { max } }] });
  if (running >= MOST_RUNNING) throw full('exports_running', MOST_RUNNING);
  if (own.length - running >= MOST_KEPT) throw full('exports_full', MOST_KEPT);
}

/** Has one of the processes work on an export: always in the same queue, so that there is one at a time. */
export async function announceExport(
  on: Queryable,
  schema: string,
  { id, large }: Pick<ExportRow, 'id' | 'large'>,
): Promise<void> {
  const queueName = large ? `${EXPORT_JOB} large` : EXPORT_JOB;
  await addJob(on, EXPORT_JOB, { schema, id }, { jobKey: `${EXPORT_JOB} ${id}`, queueName });
}

/** Goes on with the exports of all workspaces that a process left; to be called when one starts. */
export async function wakeExports(on: Queryable, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    const { rows } = await on.query<Pick<ExportRow, 'id' | 'large'>>(
      `SELECT id, large FROM ${quoteName(schema)}.export_job WHERE state = 'running' AND background ORDER BY created_at`,
    );
    for (const row of rows) await announceExport(on, schema, row);
  }
}
