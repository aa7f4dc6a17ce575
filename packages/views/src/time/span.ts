import { DAY, dayText, instantOf, MINUTE, type Wall, wallOfDay, wallOfInstant } from './wall.ts';

/** The time that a record takes, half-open. An event without an end takes a day, or no time at all on a clock. */
export interface Span {
  readonly from: Wall;
  readonly to: Wall;
  /** Its fields are days without a time. */
  readonly allDay: boolean;
}

/** A field that says when something begins or ends. */
export interface TimeField {
  readonly key: string;
  readonly kind: 'date' | 'datetime';
  /** Whether this member may change it. */
  readonly writable: boolean;
}

/** The fields that a record's time is read from. Both are of one kind. */
export interface TimeFields {
  readonly start: TimeField;
  readonly end?: TimeField;
}

/** Values of the two fields, as records hold them. */
export type TimeValues = Readonly<Record<string, unknown>>;

/** The least time on a clock that something can be drawn to. */
const LEAST = 15 * MINUTE;

const read = (value: unknown, { kind }: TimeField, tz: string): Wall | undefined => {
  if (typeof value !== 'string' || value === '') return undefined;
  return kind === 'date' ? wallOfDay(value) : wallOfInstant(value, tz);
};

/** When a record is; undefined while it has no start. An end before the start counts as none. */
export function spanOf(values: TimeValues, { start, end }: TimeFields, tz: string): Span | undefined {
  const from = read(values[start.key], start, tz);
  if (from === undefined) return undefined;
  const last = end && read(values[end.key], end, tz);
  const allDay = start.kind === 'date';
  const until = last === undefined || last < from ? from : last;
  return { from, to: allDay ? until + DAY : until, allDay };
}

const write = (at: Wall, { kind }: TimeField, tz: string): string | null =>
  kind === 'date' ? dayText(at) : instantOf(at, tz);

/**
 * The values that put a record there. Only what differs from the time before is written: a record without an end stays
 * without one until it is given a length.
 */
export function valuesOf(
  next: Span,
  before: Span | undefined,
  { start, end }: TimeFields,
  tz: string,
  had: { readonly end: boolean },
): Record<string, string | null> {
  const length = before ? before.to - before.from : next.allDay ? DAY : 0;
  const endMoves = had.end ? before?.to !== next.to : next.to - next.from !== length;
  const last = next.allDay ? next.to - DAY : next.to;
  return {
    ...(before?.from === next.from ? {} : { [start.key]: write(next.from, start, tz) }),
    ...(end && endMoves ? { [end.key]: write(last, end, tz) } : {}),
  };
}

/** The same time, so much later or earlier. */
export const shifted = (span: Span, by: number): Span => ({
  ...span,
  from: span.from + by,
  to: span.to + by,
});

/** One end drawn elsewhere, never beyond the other. */
export function stretched(span: Span, edge: 'start' | 'end', by: number): Span {
  const least = span.allDay ? DAY : LEAST;
  return edge === 'start'
    ? { ...span, from: Math.min(span.from + by, Math.max(span.from, span.to - least)) }
    : { ...span, to: Math.max(span.to + by, span.from + least) };
}

/** The days that a span touches, half-open; a moment touches its day. */
export function daysOf({ from, to }: Span): { readonly from: Wall; readonly to: Wall } {
  const first = Math.floor(from / DAY) * DAY;
  return { from: first, to: Math.max(first + DAY, Math.ceil(to / DAY) * DAY) };
}
