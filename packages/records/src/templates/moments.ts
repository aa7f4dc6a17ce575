import { addUnits, localDate, zonedToInstant } from '@trellis/logic';

/** When sample data speaks: the moment of installing, in the workspace's zone. */
export interface Clock {
  /** ISO instant, UTC. */
  readonly now: string;
  readonly tz: string;
}

/** Date so many days after (negative: before) today. */
export function dayFromToday(days: number, { now, tz }: Clock): string | undefined {
  return Number.isInteger(days) ? (addUnits(localDate(now, tz), days, 'day') ?? undefined) : undefined;
}

/** Start of work on that day, for fields that want a moment; never in the future for a day not after today. */
export function momentOfDay(days: number, clock: Clock): string | undefined {
  const day = dayFromToday(days, clock);
  const moment = day && zonedToInstant(`${day}T09:00:00`, clock.tz);
  if (!moment) return undefined;
  return days <= 0 && moment > clock.now ? clock.now : moment;
}

const OFFSET = /^([+-])?(?=\d)(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?$/;

/** Moment so far from now: "-2d3h", "+1d", "-30m". */
export function momentFromNow(offset: string, { now }: Clock): string | undefined {
  const match = OFFSET.exec(offset);
  if (!match) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0'] = match;
  const span = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
  return new Date(Date.parse(now) + (sign === '-' ? -span : span)).toISOString();
}
