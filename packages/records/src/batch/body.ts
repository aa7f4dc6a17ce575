import { AppError, BATCH_DAYS } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { worded } from '../words.ts';
import { findBatches } from './store.ts';
import type { BatchBody, BatchRow } from './types.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A batch of the member; administrators have everybody's. Errors: batch_not_found. */
export async function ownBatch(ctx: Ctx, id: string): Promise<BatchRow> {
  const [batch] = await findBatches(ctx, ctx.pool, 'WHERE b.id = $1', [id]);
  if (!batch || !(ctx.actor.admin || batch.member === ctx.actor.id)) throw new AppError('batch_not_found');
  return batch;
}

/** Whether a batch has done something that can be taken back by who owns it. */
export const isUndoable = (
  { now }: Pick<Ctx, 'now'>,
  { state, done, undoneBy, finishedAt }: BatchRow,
): boolean =>
  state !== 'running' &&
  done > 0 &&
  undoneBy === null &&
  Date.parse(now) - Date.parse(finishedAt ?? now) < BATCH_DAYS * DAY_MS;

/** A batch as the contract has it. */
export async function bodyOf(ctx: Ctx, batch: BatchRow): Promise<BatchBody> {
  const [body] = await bodiesOf(ctx, [batch]);
  if (!body) throw new AppError('batch_not_found');
  return body;
}

export async function bodiesOf(ctx: Ctx, batches: readonly BatchRow[]): Promise<BatchBody[]> {
  const { rows } = await ctx.pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM ${relation(ctx, 'member')} WHERE id = ANY($1::uuid[])`,
    [batches.map(({ member }) => member)],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return batches.map((batch) => {
    const { work, accept: _, member, reached: __, issue, ...rest } = batch;
    return {
      ...rest,
      op: work.op,
      fields: fieldsOf(ctx, batch),
      by: { id: member, name: names.get(member) ?? '' },
      undoable: isUndoable(ctx, batch),
      ...(issue ? { issue: worded(ctx, issue) } : {}),
    };
  });
}

/** What it changes, as far as it exists for who asks. */
function fieldsOf(ctx: Ctx, { app, form, work }: BatchRow): string[] {
  if (work.op !== 'edit') return [];
  const visible = findAccess(ctx, `${app}:${form}`)?.visible;
  const keys = (work.changes ?? []).map(({ field }) => field).filter((key) => visible?.has(key));
  return [...keys, ...(work.owner === undefined ? [] : ['_owner_id'])];
}
