import { localDateTime, zonedToInstant } from '@trellis/logic';
import type { QuietHours } from './settings.ts';

const HOUR = 3_600_000;

/** When the quiet time that `now` lies in ends; null outside of it. */
export function quietUntil(quiet: QuietHours | undefined, now: string): string | null {
  if (!quiet?.enabled) return null;
  let at = now;
  // A night may lead into a weekend and the weekend into a night; more changes than that there are none.
  for (let steps = 0; steps < 8; steps++) {
    const end = endOf(quiet, at);
    if (end === null) break;
    // A clock that is turned back at the very end must not hold anybody in a circle.
    at = end > at ? end : new Date(Date.parse(at) + HOUR).toISOString();
  }
  return at === now ? null : at;
}

/** End of the one stretch, weekend or hours, that an instant lies in. */
function endOf({ from, to, weekends, tz }: QuietHours, instant: string): string | null {
  const local = localDateTime(instant, tz);
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekends && (weekday === 0 || weekday === 6)) return clock(day, weekday === 6 ? 2 : 1, '00:00', tz);
  if (from < to) return time >= from && time < to ? clock(day, 0, to, tz) : null;
  if (from > to && time >= from) return clock(day, 1, to, tz);
  return from > to && time < to ? clock(day, 0, to, tz) : null;
}

/** The instant at which the clock of the zone shows a time, some days after a day. */
function clock(day: string, later: number, time: string, tz: string): string | null {
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + later * 24 * HOUR).toISOString().slice(0, 10);
  return zonedToInstant(`${date}T${time}:00.000`, tz);
}
