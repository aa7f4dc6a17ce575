import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, isId, newId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor, findAccess } from '../access/policy.ts';
import { reading, relation, rowFilter } from '../access/target.ts';
import { HeldBack } from '../compute/held-back.ts';
import { recompute } from '../compute/recompute.ts';
import { writtenBy } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { withRows } from '../owned/read.ts';
import type { RecordRow } from '../query/columns.ts';
import { readRecord } from '../query/get.ts';
import { sealAll } from '../secrets/values.ts';
import type { RecordBody } from '../types.ts';
import { imageColumns, imageOf } from './before.ts';
import { deedOf, eventOf } from './event.ts';
import type { Image } from './image.ts';
import { emit } from './outbox.ts';
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
    await single(within, form, id, () => flip(within, form, [id], 'restore', 'set'));
  });
  return readRecord(ctx, form, id, 'view');
}

/** Deletes many records, all or nothing. Errors: record_not_found with issues at ["delete", index], forbidden. */
export const bulkDelete = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'delete');

/** Restores many records, all or nothing. Errors: as bulkDelete, at ["restore", index]; validation_failed. */
export const bulkRestore = (ctx: Ctx, form: string, ids: readonly string[]): Promise<{ ids: string[] }> =>
  many(ctx, form, ids, 'restore');

type Op = 'delete' | 'restore';

async function single(ctx: Ctx, form: string, id: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'record_not_found')
      throw await notEditable(ctx, form, id);
    throw heldBackIn(error)?.among([id], () => []) ?? error;
  }
}

async function many(ctx: Ctx, form: string, ids: readonly string[], op: Op): Promise<{ ids: string[] }> {
  try {
    return await flip(ctx, form, ids, op);
  } catch (error) {
    throw heldBackIn(error)?.among(ids, (_, index) => (index === undefined ? [] : [op, index])) ?? error;
  }
}

/** No value of the record is at fault: it is told of the record. */
const heldBackIn = (error: unknown): HeldBack | undefined =>
  error instanceof AppError && error.cause instanceof HeldBack ? error.cause : undefined;

/** @param root of the paths to values that stand in the way */
function flip(
  ctx: Ctx,
  form: string,
  ids: readonly string[],
  op: Op,
  root: 'values' | 'set' = 'values',
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
          const images = await lock(current, client, access, slice, op);
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
        const own = op === 'restore' ? 'stale' : 'done';
        await recompute(
          current,
          client,
          written.map((one) => ({ ...one, own })),
        );
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

/** Records within the member's rows, locked, as they are. */
async function lock(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  ids: readonly string[],
  op: Op,
): Promise<Image[]> {
  const { form } = access;
  const state = reading(ctx, envOf(ctx));
  const row = state.alias();
  const where = join(
    [
      frag`${raw(row)}._id = ANY(${param(ids.filter(isId), 'uuid[]')})`,
      raw(`${row}._deleted_at IS ${op === 'delete' ? 'NULL' : 'NOT NULL'}`),
      ...rowFilter(state, access, 'delete', row),
    ],
    ' AND ',
  );
  const from = `SELECT ${imageColumns(form, row)} FROM ${relation(ctx, form.table)} AS ${row}`;
  const { sql, params } = toSql(
    frag`${raw(from)} WHERE ${where} ORDER BY ${raw(`${row}._id FOR UPDATE OF ${row}`)}`,
  );
  const { rows } = await client.query<RecordRow>(sql, params);
  const images = rows.map((found) => imageOf(ctx, form, found));
  return withRows(ctx, form, images, client);
}

async function writeFlip(
  ctx: Ctx,
  client: PoolClient,
  { form }: Access,
  images: readonly Image[],
  op: Op,
): Promise<void> {
  const ids = images.map(({ id }) => id);
  await client.query(
    `UPDATE ${relation(ctx, form.table)} SET _deleted_at = $2::timestamptz, _version = _version + 1,
       _updated_at = $3::timestamptz, _updated_by = $4::uuid WHERE _id = ANY($1::uuid[])`,
    [ids, op === 'delete' ? ctx.now : null, ctx.now, ctx.actor.id],
  );
  await client.query(
    `INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, before, batch)
     SELECT id, $1, record_id, version, $2::timestamptz, $3::uuid, $4, $5, before::jsonb, $10::uuid
     FROM unnest($6::uuid[], $7::uuid[], $8::int[], $9::text[]) AS c (id, record_id, version, before)`,
    [
      form.ref,
      ctx.now,
      ctx.actor.id,
      ctx.cause,
      op,
      images.map(() => newId()),
      ids,
      images.map(({ version }) => version + 1),
      // The last image.
      images.map(({ id, values, owner }) =>
        op === 'delete' ? JSON.stringify({ ...sealAll(ctx, form, id, values), _owner_id: owner }) : null,
      ),
      ctx.batch ?? null,
    ],
  );
  await emit(ctx, client, 'record', eventOf(form.ref, op, ids, deedOf(ctx, ctx.actor.id)));
}
