import { type PoolClient, poolWithin } from '@trellis/db';
import { accessFor } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bulkDelete, bulkRestore } from '../write/delete.ts';
import { scopeOf, versionsIn } from './choose.ts';
import { editOne } from './edit.ts';
import { changesFrom } from './since.ts';
import { alone, inTime, type Slice, skipped } from './turn.ts';
import type { Action, BatchRow, EditAction, Item, Result, Work } from './types.ts';
import { undoOne } from './undo.ts';

/**
 * Does what a batch says with some records, in the transaction of `client`: each on the same way as single writes and as
 * the member of the context. What refuses a record stops no other. Answers for as many as there was time for, in order.
 * @param past how many had their turn before
 */
export async function workSlice(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  work: Work,
  items: readonly Item[],
  past: Pick<BatchRow, 'done' | 'unchanged'>,
): Promise<Result[]> {
  // A connection of its own would not see what the slice has written.
  const slice = { ctx: { ...ctx, pool: poolWithin(client), reads: undefined }, client, form };
  if (work.op === 'undo') return undoSlice(slice, work.undoes, items);
  return work.op === 'edit'
    ? editSlice(slice, work, items, past.done + past.unchanged)
    : flipSlice(slice, work.op, items);
}

async function editSlice(
  slice: Slice,
  work: EditAction,
  items: readonly Item[],
  past: number,
): Promise<Result[]> {
  const { known, without } = await standing(slice, 'edit', items);
  let turn = past;
  return inTime(items, async (item) => {
    let version = known.get(item.id);
    if (version === undefined) return without(item);
    const result = await alone(slice, (ctx) => {
      const read = version;
      // Where somebody was faster, it begins with what stands there then.
      version = undefined;
      return editOne({ ...slice, ctx }, work, item, read, turn);
    });
    if (result.outcome !== 'skipped') turn++;
    return result;
  });
}

/** They are locked before they are read, so all can go at once; one by one where any is refused. */
async function flipSlice(slice: Slice, op: 'delete' | 'restore', items: readonly Item[]): Promise<Result[]> {
  const { form } = accessFor(slice.ctx, slice.form, 'delete');
  await slice.client.query(
    `SELECT FROM ${relation(slice.ctx, form.table)} WHERE _id = ANY($1::uuid[]) ORDER BY _id FOR UPDATE`,
    [items.map(({ id }) => id)],
  );
  const { known, without } = await standing(slice, op, items);
  const flip = op === 'delete' ? bulkDelete : bulkRestore;
  const touched = ({ id, version }: Item) => op === 'delete' && known.get(id) !== version;
  const free = items.filter((item) => known.has(item.id) && !touched(item));
  const all = await alone(slice, async (ctx) => {
    const ids = free.map(({ id }) => id);
    if (ids.length > 0) await flip(ctx, slice.form, ids);
    return { outcome: 'done' };
  });
  const turn = async (item: Item): Promise<Result> => {
    const version = known.get(item.id);
    if (version === undefined) return without(item);
    if (touched(item)) return skipped({ path: [], code: 'batch_touched' });
    const done: Result = { outcome: 'done', written: version + 1 };
    if (all.outcome === 'done') return done;
    return alone(slice, async (ctx) => {
      await flip(ctx, slice.form, [item.id]);
      return done;
    });
  };
  // What went at once is done, however long it took.
  return all.outcome === 'done' ? Promise.all(items.map(turn)) : inTime(items, turn);
}

async function undoSlice(slice: Slice, undoes: string, items: readonly Item[]): Promise<Result[]> {
  const { form } = accessFor(slice.ctx, slice.form, 'view');
  const changes = await changesFrom(slice.ctx, slice.client, form, items);
  return inTime(items, (item) => {
    let known = changes.get(item.id);
    return alone(slice, async (ctx) => {
      const past = known ?? (await changesFrom(ctx, slice.client, form, [item])).get(item.id) ?? [];
      known = undefined;
      return undoOne({ ...slice, ctx }, undoes, item, past);
    });
  });
}

/** The records that the action is allowed with, by their versions now, and what becomes of the others. */
async function standing({ ctx, client, form }: Slice, op: Action['op'], items: readonly Item[]) {
  const known = await versionsIn(scopeOf(ctx, form, op, true), client, items);
  const seen = known.size < items.length ? await versionsIn(scoped(ctx, form, 'view'), client, items) : known;
  const without = ({ id }: Item): Result => {
    if (!seen.has(id)) return skipped({ path: [], code: 'batch_record_gone' });
    // Somebody brought it back already.
    return op === 'restore' ? { outcome: 'unchanged' } : skipped({ path: [], code: 'batch_not_allowed' });
  };
  return { known, without };
}
