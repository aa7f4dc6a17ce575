import { UNITS } from '../calendar.ts';
import { type CallContext, params, same } from '../operator.ts';
import type { Value } from '../types.ts';
import { localDate } from '../tz.ts';

/** A date or a date and time, and a calendar unit. */
export const UNIT_OF = params([same('date', 'datetime'), { is: 'choice', of: () => UNITS }], 'same');

/** The calendar day of a date, or of an instant in the zone of the workspace. */
export function dayIn(moment: Value, { of, env }: CallContext): string | null {
  if (typeof moment !== 'string') return null;
  return of === 'datetime' ? localDate(moment, env.tz) : moment;
}
