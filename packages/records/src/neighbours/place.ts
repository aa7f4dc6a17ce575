import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { after, type Position } from '../query/cursor.ts';
import { orderBy, type SortKey } from '../query/sort.ts';

/** Where a record stands in an order. */
export interface Place extends Position {
  readonly keys: readonly SortKey[];
}

export type Way = 'next' | 'previous';

/** A stretch of the list in which to look for the nearest record. */
export interface Segment {
  readonly where: readonly Frag[];
  readonly orderBy: Frag;
}

const flipped = (keys: readonly SortKey[]): SortKey[] =>
  keys.map((key) => ({ ...key, dir: key.dir === 'asc' ? 'desc' : 'asc' }));

/**
 * The stretches behind a place, or before it, the nearer one first. Records that have a value in the first key and those
 * that have none, which come last, are looked for one after the other: asking for both at once would sort the whole list.
 */
export function segments(place: Place, way: Way): Segment[] {
  const { keys, values } = place;
  const [first] = keys;
  const order = (part: 'present' | 'absent') =>
    way === 'next' ? orderBy(keys, part) : backwards(keys, part === 'absent' ? 1 : 0);
  const near = way === 'next' ? after(keys, place) : ahead(place);
  if (!first?.nullable) return [{ where: [near], orderBy: order('present') }];
  const present = frag`${first.value} IS NOT NULL`;
  const absent = frag`${first.value} IS NULL`;
  const inTail = values[0] === null;
  const own: Segment = inTail
    ? { where: [absent, near], orderBy: order('absent') }
    : { where: [present, near], orderBy: order('present') };
  if (way === 'next') return inTail ? [own] : [own, { where: [absent], orderBy: order('absent') }];
  return inTail ? [own, { where: [present], orderBy: order('present') }] : [own];
}

/** The order from its end, without its first keys; what comes last for want of a value comes first. */
function backwards(keys: readonly SortKey[], skipped: number): Frag {
  const terms = flipped(keys)
    .slice(skipped)
    .map(({ value, collate, dir, nullable }, index) => {
      const maybe = nullable && (index > 0 || skipped > 0);
      return frag`${value}${raw(`${collate} ${dir.toUpperCase()}${maybe ? ' NULLS FIRST' : ''}`)}`;
    });
  return join(terms, ', ');
}

/** The records before a place, among all of the list. */
export function ahead({ keys, values }: Place): Frag {
  const [first, ...others] = keys;
  const plain = values[0] !== null && others.every(({ nullable }) => !nullable);
  // One comparison of rows where that is the same: an index serves it.
  if (first && plain) return after(flipped(keys), { values });
  return keys.reduceRight<Frag>((later, { value, cast, collate, dir }, index) => {
    const bound = values[index] ?? null;
    if (bound === null) return frag`(${value} IS NOT NULL OR (${value} IS NULL AND ${later}))`;
    const at = param(bound, cast);
    const earlier = frag`${value}${raw(collate)} ${raw(dir === 'asc' ? '<' : '>')} ${at}`;
    return index < keys.length - 1 ? frag`(${earlier} OR (${value} = ${at} AND ${later}))` : earlier;
  }, raw('false'));
}
