import type { Queryable } from '@trellis/db';
import type { DeletePolicy } from '@trellis/forms/model';
import type { Ctx } from '../contract.ts';
import { type Pointer, pointersTo } from '../pointers/point.ts';
import { type Ruled, rulesOn } from './rules.ts';

/** Living records, or rows of them, that point from one place to what goes. */
export interface Reach {
  readonly place: Ruled;
  readonly pointers: readonly Pointer[];
  /** There are more than were read. */
  readonly more: boolean;
}

/** Everything that goes when some records are deleted. */
export interface Going {
  /** Ids by form, those that the deletion was asked for with them. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** What goes along, in the order in which it was come to: each after what it goes with. */
  readonly along: readonly Reach[];
  /** There is more than was read. */
  readonly more: boolean;
}

interface Looking {
  /** Records that are read at most: of all that goes along, or of those that point from one place. */
  readonly most: number;
  /** Nothing is kept from changing. */
  readonly unlocked?: boolean;
}

/** What goes along when records of a form are deleted, through as many forms as it takes. */
export async function goingWith(
  ctx: Ctx,
  on: Queryable,
  ref: string,
  roots: readonly string[],
  looking: Looking,
): Promise<Going> {
  const ids = new Map([[ref, new Set(roots)]]);
  const along: Reach[] = [];
  const queue = [{ form: ref, targets: roots }];
  let left = looking.most;
  let more = false;
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const place of rulesOn(ctx.catalog, next.form)) {
      if (place.policy !== 'cascade') continue;
      const there = ids.get(place.form.ref) ?? new Set<string>();
      const reach = await reachOf(ctx, on, place, next.targets, there, { ...looking, most: left });
      more ||= reach.more;
      if (reach.pointers.length === 0) continue;
      const targets = reach.pointers.map(({ id }) => id);
      for (const id of targets) there.add(id);
      ids.set(place.form.ref, there);
      along.push(reach);
      queue.push({ form: place.form.ref, targets });
      left -= targets.length;
    }
  }
  return { ids, along, more };
}

/** What points to all that goes and stays itself, from the places of one policy. */
export async function staying(
  ctx: Ctx,
  on: Queryable,
  { ids }: Going,
  policy: DeletePolicy,
  looking: Looking,
): Promise<Reach[]> {
  const found: Reach[] = [];
  for (const [form, targets] of ids)
    for (const place of rulesOn(ctx.catalog, form)) {
      if (place.policy !== policy) continue;
      const reach = await reachOf(ctx, on, place, [...targets], ids.get(place.form.ref), looking);
      if (reach.pointers.length > 0) found.push(reach);
    }
  return found;
}

async function reachOf(
  ctx: Ctx,
  on: Queryable,
  place: Ruled,
  targets: readonly string[],
  except: ReadonlySet<string> | undefined,
  { most, unlocked = false }: Looking,
): Promise<Reach> {
  const sought = { targets, except: [...(except ?? [])], deleted: false, most: most + 1, unlocked };
  const found = await pointersTo(ctx, on, place, sought);
  return { place, pointers: found.slice(0, most), more: found.length > most };
}

/** The records that pointers stand in, each once. */
export const recordsOf = ({ pointers }: Pick<Reach, 'pointers'>): string[] => [
  ...new Set(pointers.map(({ id, parent }) => parent ?? id)),
];
