import { type PoolClient, poolWithin } from '@trellis/db';
import { accessFor } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bulkDelete, bulkRestore, deleteMade } from '../write/delete.ts';
import type { Flip } from '../write/flip.ts';
import { scopeOf, versionsIn } from './choose.ts';
import { editOne } from './edit.ts';
import { changesFrom, type Past } from './since.ts';
import { alone, inTime, type Slice, skipped } from './turn.ts';
import type { Action, BatchRow, EditAction, Item, Result, RunningWork } from './types.ts';
import { type UndoWork, undoOne, undoTogether } from './undo.ts';

/**
 * Does what a batch says with some records, in the transaction of `client`: each on the same way as single writes and as
 * the member of the context. What refuses a record stops no other. Answers for as many as there was time for, in order.
 * @param past how many had their turn before
 */
export async function workSlice(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  work: RunningWork,
  items: readonly Item[],
  past: Pick<BatchRow, 'done' | 'unchanged'>,
): Promise<Result[]> {
  // A connection of its own would not see what the slice has written.
  const slice = { ctx: { ...ctx, pool: poolWithin(client), reads: undefined }, client, form };
  if (work.op === 'undo') return undoSlice(slice, work, items);
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
async function flipSlice(slice: Slice, op: Flip, items: readonly Item[]): Promise<Result[]> {
  await lock(slice, items);
  const { known, without } = await standing(slice, op, items);
  const changed = items.filter(({ id, version }) => op === 'delete' && known.get(id) !== version);
  const own = await doneAlong(slice, changed);
  const touched = (item: Item) => changed.includes(item) && !own.has(item.id);
  const free = items.filter((item) => known.has(item.id) && !touched(item));
  const flipped = await flipTogether(slice, FLIPS[op], free);
  const turn = async (item: Item): Promise<Result> => {
    const version = known.get(item.id);
    // It went along with an earlier one.
    if (version === undefined) return own.get(item.id) ?? without(item);
    if (touched(item)) return skipped({ path: [], code: 'batch_touched' });
    const done: Result = { outcome: 'done', written: version + 1 };
    if (flipped) return done;
    const result = await alone(slice, async (ctx) => {
      await FLIPS[op](ctx, slice.form, [item.id]);
      return done;
    });
    // It may have gone along with an earlier one, or lost what pointed to that.
    return (op === 'delete' && (await doneAlong(slice, [item])).get(item.id)) || result;
  };
  // What went at once is done, however long it took.
  return flipped ? Promise.all(items.map(turn)) : inTime(items, turn);
}

/** Records that only this batch has changed since they were chosen, as it left them. */
async function doneAlong(
  { ctx, client, form }: Slice,
  items: readonly Item[],
): Promise<ReadonlyMap<string, Result>> {
  const own = new Map<string, Result>();
  if (items.length === 0) return own;
  const changes = await changesFrom(ctx, client, accessFor(ctx, form, 'view').form, items);
  for (const { id, version } of items) {
    const since = (changes.get(id) ?? []).filter((change) => change.version > version);
    const last = since.at(-1);
    if (last && since.every(({ batch }) => batch === ctx.batch))
      own.set(id, { outcome: 'done', written: last.version });
  }
  return own;
}

const FLIPS = { delete: bulkDelete, restore: bulkRestore } as const;

/** Whether all of them could be deleted, or restored. */
async function flipTogether(slice: Slice, flip: typeof bulkDelete, items: readonly Item[]): Promise<boolean> {
  if (items.length === 0) return false;
  const ids = items.map(({ id }) => id);
  const { outcome } = await alone(slice, async (ctx) => {
    await flip(ctx, slice.form, ids);
    return { outcome: 'done' };
  });
  return outcome === 'done';
}

/** Keeps others from records that are deleted or restored, until the slice is done. */
async function lock({ ctx, client, form }: Slice, items: readonly Item[]): Promise<void> {
  const { form: found } = accessFor(ctx, form, 'view');
  await client.query(
    `SELECT FROM ${relation(ctx, found.table)} WHERE _id = ANY($1::uuid[]) ORDER BY _id FOR UPDATE`,
    [items.map(({ id }) => id)],
  );
}

async function undoSlice(slice: Slice, work: UndoWork, items: readonly Item[]): Promise<Result[]> {
  const { form } = accessFor(slice.ctx, slice.form, 'view');
  const read = (some: readonly Item[]) => changesFrom(slice.ctx, slice.client, form, some);
  const changes = await read(items);
  const flip = flipBack(items.map(({ id }) => changes.get(id) ?? []));
  if (flip) {
    await lock(slice, items);
    // Nothing was done with them since, or it is looked at record by record.
    const still = flipBack([...(await read(items)).values()]) === flip;
    if (still && (await flipTogether(slice, flip === 'delete' ? deleteMade : bulkRestore, items)))
      return items.map(({ version }) => ({ outcome: 'done', written: version + 1 }));
  }
  const together = await undoTogether(slice, work, items, changes);
  const turn = async (item: Item): Promise<Result> => {
    const done = together.get(item.id);
    if (done) return done;
    let known = changes.get(item.id);
    return alone(slice, async (ctx) => {
      const past = known ?? (await read([item])).get(item.id) ?? [];
      known = undefined;
      return undoOne({ ...slice, ctx }, work, item, past);
    });
  };
  // What went at once is done, however long the others take.
  return inTime(items, turn, Math.max(1, items.findLastIndex(({ id }) => together.has(id)) + 1));
}

/** What takes back a slice of records with which nothing was done but that they were all deleted, restored or made. */
function flipBack(changes: readonly (readonly Past[])[]): Flip | undefined {
  const [first] = changes[0] ?? [];
  const alike = changes.every((past) => past.length === 1 && past[0]?.op === first?.op);
  if (!alike) return undefined;
  switch (first?.op) {
    case 'delete':
      return 'restore';
    case 'restore':
    case 'create':
      return 'delete';
    default:
      return undefined;
  }
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
