import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { AppError, type Contract, newId, type ReplyOf } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor, findAccess } from '../access/policy.ts';
import { reading, relation } from '../access/target.ts';
import { changesFrom, fieldsSince } from '../batch/since.ts';
import { recompute } from '../compute/recompute.ts';
import type { Ctx } from '../contract.ts';
import { isRowsDiff, undoRows } from '../owned/diff.ts';
import { holderOf, type Place, placesOf } from '../pointers/places.ts';
import { type Moved, point, pointersOf, replaced } from '../pointers/point.ts';
import { readRecord } from '../query/get.ts';
import { readBefore } from '../write/before.ts';
import { bulkRestore, isCurrent } from '../write/delete.ts';
import type { Image } from '../write/image.ts';
import { onNewestCatalog, STALE } from '../write/stale.ts';
import { notEditable, updateRecord } from '../write/update.ts';
import { giveBackBeside } from './beside.ts';
import { inForm } from './links.ts';
import { mergeEnds, readMerges, type StoredMerge } from './store.ts';
import { followsOthers } from './values.ts';

type Answer = ReplyOf<Contract['unmergeRecords']>;

/**
 * Takes a merge back, in one transaction: the record that had stayed gets back what the merge changed in it, the others
 * come out of the bin, and what had pointed to them does so again. What somebody changed since stays as it is and is told;
 * what had pointed to a record that is gone for good stays with the one it was merged into.
 * Errors: record_not_found (also once the record that stayed is gone), forbidden, validation_failed (merge_undone,
 * merge_too_old, merge_record_gone, what restoring and changing records refuse).
 */
export function unmergeRecords(ctx: Ctx, form: string, id: string): Promise<Answer> {
  return onNewestCatalog(ctx, (current) =>
    inTransaction(current.pool, async ({ client }) =>
      (await isCurrent(current, client)) ? unmerge(current, client, form, id) : STALE,
    ),
  );
}

async function unmerge(request: Ctx, client: PoolClient, form: string, id: string): Promise<Answer> {
  const ctx: Ctx = { ...request, pool: poolWithin(client), reads: undefined, batch: newId() };
  const access = accessFor(ctx, form, 'edit');
  accessFor(ctx, form, 'delete');
  const merge = await begin(ctx, client, access, id);
  const image = await readBefore(reading(ctx, envOf(ctx)), access, 'edit', merge.survivor);
  if (!image) throw await notEditable(ctx, form, merge.survivor);
  const kept = await putBack(ctx, client, access, merge, image);
  const restored = await deletedOf(ctx, client, access, merge.lost);
  if (restored.length > 0) await bulkRestore(ctx, form, restored);
  const stayed = await pointBack(ctx, client, form, merge);
  await giveBackBeside(ctx, client, { id, form, survivor: merge.survivor }, merge.lost);
  const record = await readRecord(ctx, form, merge.survivor, 'view');
  return {
    record,
    restored,
    kept: kept.filter((key) => key === '_owner_id' || access.visible.has(key)),
    stayed,
  };
}

/** A merge with those of its records that can come apart, and those that are gone for good. */
interface Begun extends StoredMerge {
  readonly gone: readonly string[];
}

/** The merge, which nobody else takes back meanwhile, with its records locked. */
async function begin(ctx: Ctx, client: PoolClient, { form }: Access, id: string): Promise<Begun> {
  const refused = (code: string) => new AppError('validation_failed', { issues: [{ path: [], code }] });
  const { rowCount } = await client.query(
    `UPDATE ${relation(ctx, 'merge')} SET undone_at = $3 WHERE id = $1 AND form = $2 AND undone_at IS NULL`,
    [id, form.ref, ctx.now],
  );
  const [merge] = await readMerges(ctx, client, form.ref, 'm.id = $2::uuid', id);
  if (!merge) throw new AppError('record_not_found');
  if (rowCount === 0) throw refused('merge_undone');
  if (mergeEnds(merge) <= ctx.now) throw refused('merge_too_old');
  const { rows } = await client.query<{ id: string }>(
    `SELECT _id AS id FROM ${relation(ctx, form.table)} WHERE _id = ANY($1::uuid[]) ORDER BY _id FOR UPDATE`,
    [[merge.survivor, ...merge.lost]],
  );
  const there = new Set(rows.map((row) => row.id));
  const lost = merge.lost.filter((one) => there.has(one));
  if (lost.length === 0) throw refused('merge_record_gone');
  return { ...merge, lost, gone: merge.lost.filter((one) => !there.has(one)) };
}

/** Gives the record that stayed what it had before; answers the fields that were changed since. */
async function putBack(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  { survivor, version }: StoredMerge,
  image: Image,
): Promise<string[]> {
  if (version === null) return [];
  const { form } = access;
  const changes = (await changesFrom(ctx, client, form, [{ id: survivor, version }])).get(survivor) ?? [];
  const own = changes.find((change) => change.version === version)?.before ?? {};
  const since = fieldsSince(changes, version);
  const concerned = Object.keys(own).filter((key) => {
    const field = form.fields.get(key);
    return key === '_owner_id' || (field !== undefined && !followsOthers(field));
  });
  const back = concerned.filter((key) => !since.has(key));
  const values: Record<string, Value> = {};
  // The rest is held as it is: nothing follows from what comes back.
  for (const field of form.fields.values())
    if (!followsOthers(field)) values[field.key] = image.values[field.key] ?? null;
  for (const key of back) {
    const old = own[key];
    if (key !== '_owner_id')
      values[key] = isRowsDiff(old) ? undoRows(image.values[key], old) : ((old ?? null) as Value);
  }
  await updateRecord({ ...ctx, puttingBack: values }, form.ref, survivor, {
    version: image.version,
    set: {},
    ...(back.includes('_owner_id') ? { owner: own._owner_id as string | null } : {}),
  });
  return concerned.filter((key) => since.has(key));
}

/** Those of some records that are still in the bin. */
async function deletedOf(
  ctx: Ctx,
  client: PoolClient,
  { form }: Access,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT _id AS id FROM ${relation(ctx, form.table)} WHERE _id = ANY($1::uuid[]) AND _deleted_at IS NOT NULL ORDER BY _id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

interface Link {
  readonly id: string;
  readonly before: readonly string[];
}

/** Records that are pointed back at once. */
const PART = 5_000;
/** Before all ids. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Points back what the merge pointed elsewhere, part by part, and answers how many records somebody has put elsewhere since. */
async function pointBack(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  merge: Begun,
): Promise<Answer['stayed']> {
  const stayed = new Map<string, number>();
  for (const place of placesOf(ctx.catalog, form)) {
    let elsewhere = 0;
    for (let after = FIRST, more = true; more; ) {
      const { rows: links } = await client.query<Link>(
        `SELECT record_id AS id, before FROM ${relation(ctx, 'merge_link')}
         WHERE merge_id = $1 AND form = $2 AND field = $3 AND record_id > $4 ORDER BY record_id LIMIT ${PART}`,
        [merge.id, holderOf(place).ref, place.field.key, after],
      );
      const back = await wayBack(ctx, client, place, merge, links);
      try {
        await recompute(ctx, client, (await point(ctx, client, place, back.moved)).written);
      } catch (error) {
        throw inForm(ctx, place, error);
      }
      elsewhere += back.elsewhere;
      after = links.at(-1)?.id ?? after;
      more = links.length === PART;
    }
    const { ref } = place.form;
    if (elsewhere > 0 && findAccess(ctx, ref)?.actions.has('view'))
      stayed.set(ref, (stayed.get(ref) ?? 0) + elsewhere);
  }
  return [...stayed].map(([of, count]) => ({ form: of, count }));
}

async function wayBack(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  { survivor, lost, gone }: Begun,
  links: readonly Link[],
): Promise<{ readonly moved: Moved[]; readonly elsewhere: number }> {
  if (links.length === 0) return { moved: [], elsewhere: 0 };
  const before = new Map(links.map((link) => [link.id, link.before]));
  const now = await pointersOf(ctx, client, place, [...before.keys()]);
  const here = now.filter(({ ids }) => ids.includes(survivor));
  const there = new Set(lost);
  const without = new Set(gone);
  const moved = here.flatMap((one): Moved[] => {
    const was = replaced(before.get(one.id) ?? [], without, survivor).filter(
      (id) => id === survivor || there.has(id),
    );
    const to = [...new Set(one.ids.flatMap((id) => (id === survivor ? was : [id])))];
    return to.join() === one.ids.join() ? [] : [{ ...one, to }];
  });
  return { moved, elsewhere: now.length - here.length };
}
