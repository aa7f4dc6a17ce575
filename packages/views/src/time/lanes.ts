import type { Span } from './span.ts';
import { daysOf } from './span.ts';
import { DAY, type Wall } from './wall.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where things that share room stand: the lane of each, and how many lanes those have that it touches. */
export interface Place {
  readonly lane: number;
  readonly lanes: number;
}

/**
 * Lays ranges into as few lanes as they need, so that none covers another. Earlier ones come first and longer ones
 * before shorter; a group of ranges that touch each other shares the same number of lanes.
 */
export function lanesOf(ranges: readonly Range[]): Place[] {
  const order = ranges
    .map((range, index) => ({ range, index }))
    .sort((a, b) => a.range.from - b.range.from || b.range.to - a.range.to || a.index - b.index);
  const places: Place[] = [];
  let group: number[] = [];
  let ends: number[] = [];
  let groupEnd = Number.NEGATIVE_INFINITY;
  const close = () => {
    for (const index of group) {
      const { lane } = places[index] as Place;
      places[index] = { lane, lanes: ends.length };
    }
    group = [];
    ends = [];
  };
  for (const { range, index } of order) {
    if (range.from >= groupEnd) close();
    const free = ends.findIndex((end) => end <= range.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = range.to;
    groupEnd = Math.max(groupEnd, range.to);
    places[index] = { lane, lanes: 0 };
    group.push(index);
  }
  close();
  return places;
}

/** A piece of something in a row of days. */
export interface Piece<T> {
  readonly item: T;
  /** First day of the row that it covers, and how many. */
  readonly col: number;
  readonly cols: number;
  readonly lane: number;
  /** It began before the row, or goes on after it. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

/** The pieces of things in the row of days that begins on `first`, laid out so that none covers another. */
export function piecesOf<T extends { readonly span: Span }>(
  items: readonly T[],
  first: Wall,
  days: number,
): Piece<T>[] {
  const end = first + days * DAY;
  const inside = items.flatMap((item) => {
    const covered = daysOf(item.span);
    return covered.from < end && covered.to > first ? [{ item, covered }] : [];
  });
  const cut = inside.map(({ covered }) => ({
    from: Math.max(covered.from, first),
    to: Math.min(covered.to, end),
  }));
  // Within a day what has no time stands first, then by the clock.
  const order = inside
    .map((_, index) => index)
    .sort((a, b) => {
      const [one, other] = [inside[a], inside[b]];
      if (!one || !other) return 0;
      return (
        one.covered.from - other.covered.from ||
        other.covered.to - one.covered.to ||
        Number(other.item.span.allDay) - Number(one.item.span.allDay) ||
        one.item.span.from - other.item.span.from
      );
    });
  const places = lanesOf(order.map((index) => cut[index] as Range));
  return order.map((index, rank) => {
    const { item, covered } = inside[index] as (typeof inside)[number];
    const { from, to } = cut[index] as Range;
    return {
      item,
      col: (from - first) / DAY,
      cols: (to - from) / DAY,
      lane: places[rank]?.lane ?? 0,
      cutStart: covered.from < first,
      cutEnd: covered.to > end,
    };
  });
}
