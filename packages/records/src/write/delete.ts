import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { accessFor, findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import { HeldBack } from '../compute/held-back.ts';
import { recompute } from '../compute/recompute.ts';
import { writtenBy } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { followDeletion } from '../deletion/follow.ts';
import { followRestore } from '../deletion/restore.ts';
import { readRecord } from '../query/get.ts';
import type { RecordBody } from '../types.ts';
import { type Flip, lockFlip, writeFlip } from './flip.ts';
import type { Image } from './image.ts';
import { atPath, writeError } from './save.ts';
import { slicesOf } from './slices.ts';
import { onNewestCatalog, STALE } from './stale.ts';
import { notEditable, updateBinned } from './update.ts';

/**
 * Deletes a record; it can be restored. Errors: record_not_found, forbidden, validation_failed (a check of another record
 * holds).
 */
export async function deleteRecord(ctx: Ctx, form: string, id: string): Promise<void> {
  await single(ctx, form, id, () => flip(ctx, form, [id], 'delete'));
}

/**
 * Brings a deleted record back as it was. Errors: record_not_found, forbidden, validation_failed (not_unique: another
 * record has its value by now).
 */
export async function restoreRecord(ctx: Ctx, form: string, id: string): Promise<RecordBody> {
  await single(ctx, form, id, () => flip(ctx, form, [id], 'restore'));
  return readRecord(ctx, form, id, 'view');
}

/**
 * Brings a deleted record back with other values, such as for a field whose value another record has by now; what the
 * form asks of a change holds for them. Errors: as restoreRecord and updateRecord.
 */
export async function restoreAs(
  ctx: Ctx,
  form: string,
  id: string,
  set: Readonly<Record<string, unknown>>,
): Promise<RecordBody> {
  accessFor(ctx, form, 'delete');
  // Changed while it lies in the bin, where no value stands in another's way: so it is judged by what stood in it.
  await inTransaction(ctx.pool, async ({ client }) => {
    const within = { ...ctx, pool: poolWithin(client), reads: undefined };
    await updateBinned(within, form, id, { set });
    await single(within, form, id, () => flip(within, form, [id], 'restore', { root: 'set' }));
  });
  return readRecord(ctx, form, id, 'view');
}

/**
 * Deletes many records, all or nothing. Errors: record_not_found with issues at ["delete", index], forbidden,
 * validation_failed (what points to them forbids it).
 */
export const bulkDelete = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'delete');

/**
 * The same for records whose making, or return, is taken back: nothing goes along, since it is somebody's work of after
 * that, but stands in the way.
 */
export const deleteMade = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'delete', MADE);

/** The same for records that nothing is to point to any more, whatever the pointers' fields say. */
export const deleteAlone = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'delete', ALONE);

/** Restores many records, all or nothing. Errors: as bulkDelete, at ["restore", index]; validation_failed. */
export const bulkRestore = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'restore');

async function single(ctx: Ctx, form: string, id: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'record_not_found')
      throw await notEditable(ctx, form, id);
    throw heldBackIn(error)?.among([id], () => []) ?? error;
  }
}

async function many(
  ctx: Ctx,
  form: string,
  ids: readonly string[],
  op: Flip,
  options?: Options,
): Promise<{ ids: string[] }> {
  try {
    return await flip(ctx, form, ids, op, options);
  } catch (error) {
    throw heldBackIn(error)?.among(ids, (_, index) => (index === undefined ? [] : [op, index])) ?? error;
  }
}

/** No value of the record is at fault: it is told of the record. */
const heldBackIn = (error: unknown): HeldBack | undefined =>
  error instanceof AppError && error.cause instanceof HeldBack ? error.cause : undefined;

interface Options {
  /** Of the paths to values that stand in the way. */
  readonly root?: 'values' | 'set';
  /** What follows in records that point there: nothing; all but that any goes along. */
  readonly follow?: 'nothing' | 'unmade';
}
const ALONE: Options = { follow: 'nothing' };
const MADE: Options = { follow: 'unmade' };

function flip(
  ctx: Ctx,
  form: string,
  ids: readonly string[],
  op: Flip,
  { root = 'values', follow }: Options = {},
): Promise<{ ids: string[] }> {
  return onNewestCatalog(ctx, (current) =>
    atPath([root], () =>
      inTransaction(current.pool, async ({ client }) => {
        const access = accessFor(current, form, 'delete');
        if (!(await isCurrent(current, client))) return STALE;
        // In the order of ids, so that two of these can't wait for each other.
        const unique = [...new Set(ids)].sort();
        const versions = new Set<string>();
        const flipped: Image[] = [];
        for await (const slice of slicesOf(unique)) {
          const images = await lockFlip(current, client, access, slice, op);
          for (const { id } of images) versions.add(id);
          if (images.length < slice.length) break;
          await writeFlip(current, client, access, images, op);
          flipped.push(...images);
        }
        const missing = ids.flatMap((id, index) => (versions.has(id) ? [] : [index]));
        if (missing.length > 0) {
          const issues = missing.map((index) => ({ path: [op, index], code: 'reference_missing' }));
          throw new AppError('record_not_found', { issues });
        }
        const written = writtenBy(
          current,
          access.form,
          flipped.map((image) => ({ before: image, after: image })),
          'all',
        );
        const own = op === 'restore' ? ('stale' as const) : ('done' as const);
        const followed =
          op === 'restore'
            ? await followRestore(current, client, form, unique)
            : follow === 'nothing'
              ? []
              : await followDeletion(current, client, form, unique, follow);
        await recompute(current, client, [...written.map((one) => ({ ...one, own })), ...followed]);
        return { ids: [...ids] };
      }).catch((error: unknown) => {
        const access = findAccess(current, form);
        throw access ? writeError(access.form, error, access.visible) : error;
      }),
    ),
  );
}

/** Whether the definitions are still those of the catalog. */
export async function isCurrent(ctx: Ctx, client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM ${relation(ctx, 'meta')} WHERE meta_version = $1::bigint`,
    [ctx.catalog.version],
  );
  return rowCount === 1;
}
