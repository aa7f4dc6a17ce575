import type { Expr } from '@trellis/logic';
import type { TimeField, TimeFields } from './span.ts';
import { dayText, instantOf, type Wall } from './wall.ts';

/**
 * Records that touch the days from `from` up to `to` (half-open), in the workspace's zone. An end at midnight belongs to
 * the day before; an end that lies before its start counts as none.
 */
export function touching({ start, end }: TimeFields, from: Wall, to: Wall, tz: string): Expr {
  const at = (field: TimeField, wall: Wall) => (field.kind === 'date' ? dayText(wall) : instantOf(wall, tz));
  const begun: Expr = { '<': [{ var: start.key }, at(start, to)] };
  const starts: Expr = { '>=': [{ var: start.key }, at(start, from)] };
  if (!end) return { and: [begun, starts] };
  const ends: Expr = { [end.kind === 'date' ? '>=' : '>']: [{ var: end.key }, at(end, from)] };
  return { and: [begun, { or: [starts, ends] }] };
}

/** Records that have no time yet. */
export const unscheduled = ({ start }: TimeFields): Expr => ({ is_empty: [{ var: start.key }] });
/** Records that have a time. */
export const scheduled = ({ start }: TimeFields): Expr => ({ not_empty: [{ var: start.key }] });
