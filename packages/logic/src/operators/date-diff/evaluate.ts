import { toDays } from '../../calendar.ts';
import type { CallContext } from '../../operator.ts';
import { toMillis } from '../../tz.ts';
import { dayIn } from '../day.ts';

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** Full units from the earlier to the later moment. */
export function fullUnits(later: string, earlier: string, unit: string, call: CallContext): number {
  const seconds = SECONDS[unit];
  if (seconds !== undefined) return Math.trunc((toMillis(later) - toMillis(earlier)) / (seconds * 1000));
  const [a, b] = [dayIn(later, call), dayIn(earlier, call)] as [string, string];
  const months = MONTHS[unit];
  if (months === undefined) return Math.trunc((toDays(a) - toDays(b)) / (unit === 'week' ? 7 : 1));
  return a < b ? -Math.trunc(monthsTo(b, a) / months) : Math.trunc(monthsTo(a, b) / months);
}

/** Full months, the day of the month counting. */
function monthsTo(later: string, earlier: string): number {
  const [a, b] = [later, earlier].map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))) as [
    number,
    number,
  ];
  return a - b - (later.slice(8) < earlier.slice(8) ? 1 : 0);
}
