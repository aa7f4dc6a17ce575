import type { PoolClient } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import type { Written } from '../compute/recompute.ts';
import { writtenBy } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { nameOf } from '../pointers/places.ts';
import { type Pointer, point, pointersTo } from '../pointers/point.ts';
import { lockFlip, writeFlip } from '../write/flip.ts';
import type { Image } from '../write/image.ts';
import { slicesOf } from '../write/slices.ts';
import { refusal } from './effects.ts';
import { type Going, goingWith, type Reach, staying } from './reach.ts';
import { type Ruled, rulesOn } from './rules.ts';
import { type Followed, keepFollowed } from './store.ts';

/** Records that go along with one deletion at most: all of it is one transaction. */
const MOST_ALONG = 10_000;
/** Places that one deletion empties at most, and at once. */
const MOST_EMPTIED = 200_000;
const PART = 5_000;
/** Records in the way are counted up to here. */
const COUNTED = 1_000;

/**
 * Does, in the transaction that has just deleted records, what their form's pointers say: other records go along, what
 * points there is emptied, or the deletion is refused. Answers what was written besides.
 * @param unmade nothing goes along, but what would stands in the way
 * Errors: HeldBack (delete_restricted, delete_along_forbidden), validation_failed (delete_too_many), form_unavailable.
 */
export async function followDeletion(
  request: Ctx,
  client: PoolClient,
  form: string,
  roots: readonly string[],
  unmade?: 'unmade',
): Promise<Written[]> {
  if (rulesOn(request.catalog, form).length === 0) return [];
  const ctx: Ctx = { ...request, cause: 'linked' };
  const going: Going = unmade
    ? { ids: new Map([[form, new Set(roots)]]), along: [], more: false }
    : await goingWith(ctx, client, form, roots, { most: MOST_ALONG });
  if (going.more) throw tooMany(MOST_ALONG);
  const along = await lockAlong(ctx, client, going);
  const restrict = [
    ...(await staying(ctx, client, going, 'restrict', { most: COUNTED })),
    ...(unmade ? await staying(ctx, client, going, 'cascade', { most: COUNTED }) : []),
  ];
  if (!along || restrict.length > 0) throw await refusal(ctx, roots, going, restrict);
  const written: Written[] = [];
  for (const { reach, images } of along) {
    const access = findAccess(ctx, reach.place.form.ref);
    if (!access) continue;
    for await (const slice of slicesOf(images)) await writeFlip(ctx, client, access, slice, 'delete');
    await keepFollowed(ctx, client, alongOf(reach, images));
    written.push(...goneFrom(ctx, reach, images));
  }
  for (const place of rulesOf(ctx, going))
    if (place.policy === 'clear') written.push(...(await empty(ctx, client, place, going)));
  return written;
}

const tooMany = (max: number): AppError =>
  new AppError('validation_failed', { issues: [{ path: [], code: 'delete_too_many', params: { max } }] });

interface Locked {
  readonly reach: Reach;
  readonly images: readonly Image[];
}

/** What goes along, locked, as it is; undefined where the member may not delete all of it. */
async function lockAlong(ctx: Ctx, client: PoolClient, { along }: Going): Promise<Locked[] | undefined> {
  const locked: Locked[] = [];
  for (const reach of along) {
    const access = findAccess(ctx, reach.place.form.ref);
    if (!access?.actions.has('delete')) return undefined;
    const images: Image[] = [];
    for await (const slice of slicesOf(reach.pointers)) {
      const ids = slice.map(({ id }) => id);
      images.push(...(await lockFlip(ctx, client, access, ids, 'delete')));
    }
    if (images.length < reach.pointers.length) return undefined;
    locked.push({ reach, images });
  }
  return locked;
}

function alongOf({ place, pointers }: Reach, images: readonly Image[]): Followed[] {
  const targets = new Map(pointers.map(({ id, ids }) => [id, ids[0] ?? '']));
  return images.map(({ id, version }) => ({
    target: { form: place.field.target ?? '', id: targets.get(id) ?? '' },
    form: place.form.ref,
    record: id,
    at: id,
    field: nameOf(place),
    version: version + 1,
    before: null,
  }));
}

const goneFrom = (ctx: Ctx, { place }: Reach, images: readonly Image[]): Written[] =>
  writtenBy(
    ctx,
    place.form,
    images.map((image) => ({ before: image, after: image })),
    'all',
  ).map((one) => ({ ...one, own: 'done' as const }));

const rulesOf = ({ catalog }: Ctx, { ids }: Going): readonly Ruled[] =>
  [...ids.keys()].flatMap((form) => rulesOn(catalog, form));

/** Empties what points from a place to anything that goes, part by part. */
async function empty(ctx: Ctx, client: PoolClient, place: Ruled, { ids }: Going): Promise<Written[]> {
  const target = place.field.target ?? '';
  const gone = ids.get(target) ?? new Set<string>();
  const except = [...(ids.get(place.form.ref) ?? [])];
  const written: Written[] = [];
  for (let count = 0; ; ) {
    const sought = { targets: [...gone], except, deleted: false, most: PART };
    const pointers = await pointersTo(ctx, client, place, sought);
    if (pointers.length === 0) return written;
    count += pointers.length;
    if (count > MOST_EMPTIED) throw tooMany(MOST_EMPTIED);
    const moved = pointers.map((one) => ({ ...one, to: one.ids.filter((id) => !gone.has(id)) }));
    const pointed = await point(ctx, client, place, moved);
    written.push(...pointed.written);
    await keepFollowed(
      ctx,
      client,
      pointers.flatMap((one) => emptiedOf(place, one, gone, pointed.versions)),
    );
  }
}

function emptiedOf(
  place: Ruled,
  { id, parent, ids }: Pointer,
  gone: ReadonlySet<string>,
  versions: ReadonlyMap<string, number>,
): Followed[] {
  const record = parent ?? id;
  return ids
    .filter((one) => gone.has(one))
    .map((one) => ({
      target: { form: place.field.target ?? '', id: one },
      form: place.form.ref,
      record,
      at: id,
      field: nameOf(place),
      version: versions.get(record) ?? 0,
      before: ids,
    }));
}
