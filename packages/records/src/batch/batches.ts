import { inTransaction, type PoolClient, readPgError } from '@trellis/db';
import { AppError, newId } from '@trellis/metadata';
import { accessFor, accessTo } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { orderOf } from '../deletion/rules.ts';
import { bodyOf, isUndoable, ownBatch } from './body.ts';
import { checkAction } from './changes.ts';
import { freeze } from './choose.ts';
import { announce } from './job.ts';
import { endBatch, findBatches, insertBatch } from './store.ts';
import type { BatchBody, BatchInput, BatchRow, Work } from './types.ts';

/** Batches of one member that may be under way at once. */
const MOST_RUNNING = 20;
/** How long the choice of the records may take. */
const CHOOSE_MS = 20_000;

/**
 * Begins to do something with many records: which ones is decided now, as the member sees them, the rest is done by a job.
 * Errors: validation_failed, batch_too_large, query_invalid, query_too_slow, forbidden, form_not_found,
 * too_many_requests.
 */
export async function startBatch(ctx: Ctx, form: string, input: BatchInput): Promise<BatchBody> {
  const { records, action } = input;
  const id = input.id ?? newId();
  // The records may be no longer what they were then.
  const earlier = await begunBefore(ctx, input.id);
  if (earlier) return bodyOf(ctx, earlier);
  await checkAction(ctx, form, action);
  const { form: found } = accessFor(ctx, form, 'view');
  const begun = inTransaction(ctx.pool, async ({ client }) => {
    await client.query(`SET LOCAL statement_timeout = ${CHOOSE_MS}`);
    const total = await freeze(ctx, client, id, { form, op: action.op, records });
    if (total === 0) throw empty();
    await insertBatch(ctx, client, found, { id, work: action, total });
    await begin(ctx, client);
  });
  await begun.catch(async (error: unknown) => {
    const kind = readPgError(error)?.kind;
    if (kind === 'cancelled') throw new AppError('query_too_slow', { cause: error });
    // The same start a moment ago; both found nothing before them.
    if (kind === 'unique' && (await begunBefore(ctx, input.id))) return;
    if (kind === 'unique') throw new AppError('batch_state', { cause: error });
    if (kind === 'value') throw new AppError('query_invalid', { cause: error });
    // Uninstalled a moment ago.
    if (kind === 'undefined_object') throw new AppError('form_unavailable', { cause: error });
    throw error;
  });
  return bodyOf(ctx, await ownBatch(ctx, id));
}

/**
 * Begins to take a batch back: values from before, but for those that somebody changed since; deleted records come back.
 * It is a batch itself, with the id that a client gives it to make a retry safe.
 * Errors: batch_not_found, batch_state, too_many_requests.
 */
export async function undoBatch(ctx: Ctx, id: string, given?: string): Promise<BatchBody> {
  const batch = await ownBatch(ctx, id);
  const earlier = await begunBefore(ctx, given);
  if (earlier?.undoes === id) return bodyOf(ctx, earlier);
  if (!isUndoable(ctx, batch)) throw new AppError('batch_state');
  const { form } = accessTo(ctx, `${batch.app}:${batch.form}`);
  const undo = given ?? newId();
  const begun = inTransaction(ctx.pool, async ({ client }) => {
    const { rowCount } = await client.query(
      `INSERT INTO ${relation(ctx, 'batch_record')} (batch_id, pos, record_id, version)
       SELECT $1, row_number() OVER (ORDER BY pos ${orderOf(ctx, form.ref)}), record_id, written FROM ${relation(ctx, 'batch_record')}
       WHERE batch_id = $2 AND written IS NOT NULL`,
      [undo, id],
    );
    const work = { op: 'undo', undoes: id, fields: handWritten(batch.work) } as const;
    await insertBatch(ctx, client, form, { id: undo, work, total: rowCount ?? 0, undoes: id });
    await begin(ctx, client);
  });
  await begun.catch(async (error: unknown) => {
    const unique = readPgError(error)?.kind === 'unique';
    if (unique && (await begunBefore(ctx, given))?.undoes === id) return;
    // Somebody else takes it back.
    if (unique) throw new AppError('batch_state', { cause: error });
    throw error;
  });
  return bodyOf(ctx, await ownBatch(ctx, undo));
}

/** What the member changed by hand, in the batch that was the first. */
function handWritten(work: Work): readonly string[] {
  if (work.op === 'undo' || work.op === 'import') return work.fields;
  return work.op === 'edit' ? (work.changes ?? []).map(({ field }) => field) : [];
}

/** The batch of the member that was begun with an id already. */
const begunBefore = (ctx: Ctx, id: string | undefined): Promise<BatchRow | undefined> =>
  id === undefined ? Promise.resolve(undefined) : ownBatch(ctx, id).catch(() => undefined);

/** Stops a batch after the records in hand; what is done stays. Errors: batch_not_found, batch_state. */
export async function cancelBatch(ctx: Ctx, id: string): Promise<BatchBody> {
  const batch = await ownBatch(ctx, id);
  // Waits for the end of a slice, which has the row.
  if (!(await endBatch(ctx, ctx.pool, batch, 'cancelled'))) throw new AppError('batch_state');
  return bodyOf(ctx, await ownBatch(ctx, id));
}

async function begin(ctx: Ctx, client: PoolClient): Promise<void> {
  const running = await findBatches(ctx, client, `WHERE b.member_id = $1 AND b.state = 'running'`, [
    ctx.actor.id,
  ]);
  if (running.length > MOST_RUNNING) throw new AppError('too_many_requests');
  await announce(client, ctx.catalog.workspace.schema);
}

const empty = () =>
  new AppError('validation_failed', { issues: [{ path: ['records'], code: 'batch_empty' }] });
