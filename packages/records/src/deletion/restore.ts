import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import { changesFrom, fieldsSince } from '../batch/since.ts';
import type { Written } from '../compute/recompute.ts';
import { writtenBy } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { holderOf, nameOf, type Place, placesOf } from '../pointers/places.ts';
import { type Moved, point, pointersOf } from '../pointers/point.ts';
import { lockFlip, writeFlip } from '../write/flip.ts';
import type { Image } from '../write/image.ts';
import { writeError } from '../write/save.ts';
import { slicesOf } from '../write/slices.ts';
import { alongWith, emptiedFor, type Followed, forgetAlong, forgetEmptied } from './store.ts';

/**
 * Takes back, in the transaction that has just restored records, what followed from their deletion: what went along and
 * the member may restore comes back too, and references that were emptied, unless somebody has changed them since or
 * what they pointed to is still gone. Answers what was written besides.
 * Errors: validation_failed with issues at ["along", form]: a value of what went along is taken by now.
 */
export async function followRestore(
  request: Ctx,
  client: PoolClient,
  form: string,
  roots: readonly string[],
): Promise<Written[]> {
  const ctx: Ctx = { ...request, cause: 'linked' };
  const written: Written[] = [];
  const back = [{ form, ids: roots }];
  // What comes back is itself waited for by what went along with it; what can't be restored now goes on waiting.
  for (const { form: of, ids } of back) {
    await forgetAlong(ctx, client, of, ids);
    for (const [ref, binned] of await alongWith(ctx, client, of, ids)) {
      const images = await restoreAlong(ctx, client, ref, binned);
      const found = ctx.catalog.forms.get(ref);
      if (!found || images.length === 0) continue;
      back.push({ form: ref, ids: images.map(({ id }) => id) });
      const changes = images.map((image) => ({ before: image, after: image }));
      written.push(
        ...writtenBy(ctx, found, changes, 'all').map((one) => ({ ...one, own: 'stale' as const })),
      );
    }
  }
  for (const { form: of, ids } of back) written.push(...(await fillAgain(ctx, client, of, ids)));
  return written;
}

/** Restores those of some records that are in the bin and the member may restore. */
async function restoreAlong(
  ctx: Ctx,
  client: PoolClient,
  ref: string,
  ids: readonly string[],
): Promise<Image[]> {
  const access = findAccess(ctx, ref);
  if (!access?.actions.has('delete') || access.form.state !== 'ok') return [];
  const restored: Image[] = [];
  try {
    for await (const slice of slicesOf([...ids].sort())) {
      const images = await lockFlip(ctx, client, access, slice, 'restore');
      if (images.length > 0) await writeFlip(ctx, client, access, images, 'restore');
      restored.push(...images);
    }
  } catch (error) {
    const known = writeError(access.form, error, access.visible);
    if (!(known instanceof AppError) || known.code !== 'validation_failed') throw known;
    const { label } = access.form.document.trellis;
    const params = { form: label.zh, form_en: label.en ?? label.zh };
    const issues = [{ path: ['along', ref], code: 'restore_along_refused', params }];
    throw new AppError('validation_failed', { issues, cause: error });
  }
  return restored;
}

/** Points to records that are back, and in them, as it was before the deletion. */
async function fillAgain(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  ids: readonly string[],
): Promise<Written[]> {
  const emptied = await emptiedFor(ctx, client, form, ids);
  const written: Written[] = [];
  for (const same of groupsOf(emptied)) {
    const place = placeOf(ctx, same[0]);
    if (!place) {
      await forgetEmptied(ctx, client, same);
      continue;
    }
    // What waits for the other one to come back goes on waiting.
    const due = await bothThere(ctx, client, place, same);
    try {
      // A value that others must not share may be theirs by now: then it stays empty.
      written.push(...(await inTransaction(poolWithin(client), () => pointAgain(ctx, client, place, due))));
    } catch (error) {
      const known = writeError(place.form, error, new Map());
      if (!(known instanceof AppError)) throw known;
    }
    await forgetEmptied(ctx, client, due);
  }
  return written;
}

function groupsOf(all: readonly Followed[]): [Followed, ...Followed[]][] {
  const groups = new Map<string, [Followed, ...Followed[]]>();
  for (const one of all) {
    const key = `${one.target.form} ${one.form} ${one.field}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** The place where it was emptied, if there still is one. */
function placeOf(ctx: Ctx, { target, form, field }: Followed): Place | undefined {
  const isIt = (place: Place) => place.form.ref === form && nameOf(place) === field;
  return placesOf(ctx.catalog, target.form, (one) => field === one.key || field.endsWith(`.${one.key}`)).find(
    isIt,
  );
}

async function bothThere(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  emptied: readonly Followed[],
): Promise<Followed[]> {
  const target = place.field.target ? ctx.catalog.forms.get(place.field.target) : undefined;
  if (!target) return [];
  const living = async (table: string, ids: readonly string[]) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT _id AS id FROM ${relation(ctx, table)} WHERE _id = ANY($1::uuid[]) AND _deleted_at IS NULL`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  };
  const targets = await living(
    target.table,
    emptied.map((one) => one.target.id),
  );
  const records = await living(
    place.form.table,
    emptied.map((one) => one.record),
  );
  return emptied.filter((one) => targets.has(one.target.id) && records.has(one.record));
}

async function pointAgain(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  due: readonly Followed[],
): Promise<readonly Written[]> {
  const byRow = new Map<string, Followed[]>();
  for (const one of due) byRow.set(one.at, [...(byRow.get(one.at) ?? []), one]);
  const now = await pointersOf(ctx, client, place, [...byRow.keys()]);
  const changed = await changedSince(ctx, client, place, due);
  const moved = now.flatMap((pointer): Moved[] => {
    const lost = byRow.get(pointer.id) ?? [];
    const to = place.field.many
      ? lost.reduce(putIn, pointer.ids)
      : pointer.ids.length > 0 || changed.has(pointer.id)
        ? pointer.ids
        : lost.slice(0, 1).map(({ target }) => target.id);
    return to.length === pointer.ids.length ? [] : [{ ...pointer, to }];
  });
  return (await point(ctx, client, place, moved)).written;
}

/** A list with what was taken out of it, where it stood. */
function putIn(list: readonly string[], { target, before }: Followed): readonly string[] {
  if (list.includes(target.id)) return list;
  const at = Math.min(before?.indexOf(target.id) ?? list.length, list.length);
  return [...list.slice(0, at), target.id, ...list.slice(at)];
}

/** Records whose field somebody has changed since it was emptied; of rows only what stands there now is known. */
async function changedSince(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  due: readonly Followed[],
): Promise<ReadonlySet<string>> {
  if (place.rows || place.field.many) return new Set();
  const items = due.map(({ record, version }) => ({ id: record, version }));
  const changes = await changesFrom(ctx, client, holderOf(place), items);
  return new Set(
    items
      .filter(({ id, version }) => fieldsSince(changes.get(id), version).has(place.field.key))
      .map(({ id }) => id),
  );
}
