import { setTimeout as wait } from 'node:timers/promises';
import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { AppError, type BodyOf, type Contract } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import { recompute } from '../compute/recompute.ts';
import type { Ctx } from '../contract.ts';
import { holderOf, type Place, placesOf } from '../pointers/places.ts';
import { type Pointer, point, pointersTo, replaced } from '../pointers/point.ts';
import { isCurrent } from '../write/delete.ts';
import { writeError } from '../write/save.ts';

/** What one merge points elsewhere in one place at most, since all of it is one transaction, and at once. */
const MOST_POINTERS = 200_000;
const PART = 5_000;

/** Records that become one. */
interface Merge {
  readonly id: string;
  readonly survivor: string;
  readonly lost: readonly string[];
}

/** Points everything in one place to the record that stays, part by part, and notes where it pointed. */
export async function relink(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  { id, survivor, lost }: Merge,
): Promise<void> {
  const gone = new Set(lost);
  const sought = { targets: lost, except: [...lost, survivor], deleted: true, most: PART };
  for (let count = 0; ; ) {
    const pointers = await pointersTo(ctx, client, place, sought);
    if (pointers.length === 0) return;
    count += pointers.length;
    if (count > MOST_POINTERS) throw new AppError('batch_too_large', { params: { max: MOST_POINTERS } });
    await relinkSome(ctx, client, place, id, pointers, (ids) => replaced(ids, gone, survivor));
  }
}

async function relinkSome(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  merge: string,
  pointers: readonly Pointer[],
  to: (ids: readonly string[]) => readonly string[],
): Promise<void> {
  const moved = pointers.map((one) => ({ ...one, to: to(one.ids) }));
  try {
    await recompute(ctx, client, (await point(ctx, client, place, moved)).written);
  } catch (error) {
    throw inForm(ctx, place, error);
  }
  await client.query(
    `INSERT INTO ${relation(ctx, 'merge_link')} (merge_id, form, record_id, field, before)
     SELECT $1::uuid, $2, l.id, $3, l.before::uuid[] FROM unnest($4::uuid[], $5::text[]) AS l (id, before)
     ON CONFLICT ON CONSTRAINT merge_link_pk DO UPDATE SET before = excluded.before`,
    [
      merge,
      holderOf(place).ref,
      place.field.key,
      pointers.map(({ id }) => id),
      pointers.map(({ ids }) => `{${ids.join(',')}}`),
    ],
  );
}

/** What a form that points to the merged records has against it is told of that form, if the member has a part in it. */
export function inForm(ctx: Ctx, { form }: Place, error: unknown): unknown {
  const known = writeError(form, error, new Map());
  if (!(known instanceof AppError) || known.code !== 'validation_failed') return known;
  const { label } = form.document.trellis;
  const issue = findAccess(ctx, form.ref)?.actions.has('view')
    ? {
        path: ['links', form.ref],
        code: 'merge_link_refused',
        params: { form: label.zh, form_en: label.en ?? label.zh },
      }
    : { path: [], code: 'merge_link_unseen' };
  return new AppError('validation_failed', { issues: [issue], cause: error });
}

/** How long a merge waits for what was being written when it was done, and how often it looks. */
const PATIENCE_MS = 2_000;
const LOOK_MS = 25;

/**
 * Points elsewhere, once a merge is done, what was still being saved meanwhile: it saw the records that went alive. What
 * can't be pointed elsewhere stays as it is, like a reference to any record that was deleted.
 */
export async function relinkLate(
  request: Ctx,
  form: string,
  id: string,
  { survivor, records }: BodyOf<Contract['mergeRecords']>,
): Promise<void> {
  const lost = records.map((one) => one.id).filter((one) => one !== survivor);
  const noted = (error: unknown) =>
    request.log.warn({ err: error, form, merge: id }, 'what was saved during a merge may point to what went');
  await savesBefore(request).catch(noted);
  for (const place of placesOf(request.catalog, form))
    await inTransaction(request.pool, async ({ client }) => {
      const ctx: Ctx = { ...request, pool: poolWithin(client), reads: undefined, batch: id };
      // Where somebody has taken the merge back by now there is nothing to do; who is about to waits.
      const { rowCount } = await client.query(
        `SELECT FROM ${relation(ctx, 'merge')} WHERE id = $1 AND undone_at IS NULL FOR SHARE`,
        [id],
      );
      if (rowCount === 1 && (await isCurrent(ctx, client)))
        await relink(ctx, client, place, { id, survivor, lost });
    }).catch(noted);
}

/** Waits for all that is being written now, within bounds. */
async function savesBefore({ pool }: Ctx): Promise<void> {
  const { rows } = await pool.query<{ next: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
  );
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await wait(LOOK_MS)) {
    const { rowCount } = await pool.query(
      'SELECT WHERE pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8',
      [rows[0]?.next],
    );
    if (rowCount === 1) return;
  }
}
