import { inTransaction, type PoolClient, readPgError } from '@trellis/db';
import { AppError, newId } from '@trellis/metadata';
import { accessFor, accessTo } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bodyOf, isUndoable, ownBatch } from './body.ts';
import { checkAction } from './changes.ts';
import { freeze } from './choose.ts';
import { announce } from './job.ts';
import { endBatch, findBatches, insertBatch } from './store.ts';
import type { BatchBody, BatchInput } from './types.ts';

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
  await checkAction(ctx, form, action);
  const id = input.id ?? newId();
  const earlier = input.id === undefined ? undefined : await ownBatch(ctx, input.id).catch(() => undefined);
  if (earlier) return bodyOf(ctx, earlier);
  const { form: found } = accessFor(ctx, form, 'view');
  await inTransaction(ctx.pool, async ({ client }) => {
    await client.query(`SET LOCAL statement_timeout = ${CHOOSE_MS}`);
    const total = await freeze(ctx, client, id, { form, op: action.op, records });
    if (total === 0) throw empty();
    await insertBatch(ctx, client, found, { id, work: action, total });
    await begin(ctx, client);
  }).catch((error: unknown) => {
    const kind = readPgError(error)?.kind;
    if (kind === 'cancelled') throw new AppError('query_too_slow', { cause: error });
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
 * It is a batch itself. Errors: batch_not_found, batch_state, too_many_requests.
 */
export async function undoBatch(ctx: Ctx, id: string): Promise<BatchBody> {
  const batch = await ownBatch(ctx, id);
  if (!isUndoable(ctx, batch)) throw new AppError('batch_state');
  const { form } = accessTo(ctx, `${batch.app}:${batch.form}`);
  const undo = newId();
  await inTransaction(ctx.pool, async ({ client }) => {
    const { rowCount } = await client.query(
      `INSERT INTO ${relation(ctx, 'batch_record')} (batch_id, pos, record_id, version)
       SELECT $1, row_number() OVER (ORDER BY pos), record_id, written FROM ${relation(ctx, 'batch_record')}
       WHERE batch_id = $2 AND written IS NOT NULL`,
      [undo, id],
    );
    const work = { op: 'undo', undoes: id } as const;
    await insertBatch(ctx, client, form, { id: undo, work, total: rowCount ?? 0, undoes: id });
    await begin(ctx, client);
  }).catch((error: unknown) => {
    // Somebody else takes it back.
    if (readPgError(error)?.kind === 'unique') throw new AppError('batch_state', { cause: error });
    throw error;
  });
  return bodyOf(ctx, await ownBatch(ctx, undo));
}

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
