import { frag, raw } from '../../frag.ts';
import type { SqlCall } from '../../operator.ts';
import { fence, fitInstant, toInstant, toLocal } from '../../sql-parts.ts';
import type { Frag } from '../../types.ts';
import { FIRST_INSTANT, LAST_INSTANT } from '../../tz.ts';

/** Days, months or seconds that a unit is made of. */
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

/** Days of the calendar, years 1 to 9999, less one. */
const SPAN = 3_652_058;

const steps = (call: SqlCall, size: number): Frag => frag`trunc(${call.arg(1)}) * ${raw(String(size))}`;

/** Checked before it is computed, since PostgreSQL raises an error for a date out of its own range. */
const inMonths = 'extract(year FROM _f.d) * 12 + extract(month FROM _f.d) - 1 + _f.n BETWEEN 12 AND 119999';

export function dateSql(call: SqlCall): Frag {
  const unit = String(call.literal(2));
  const [days, months] = [DAYS[unit], MONTHS[unit]];
  if (days !== undefined) {
    return fence(
      { d: call.arg(0), n: steps(call, days) },
      raw(`CASE WHEN _f.d - '0001-01-01' + _f.n BETWEEN 0 AND ${SPAN} THEN _f.d + _f.n::int END`),
    );
  }
  return fence(
    { d: call.arg(0), n: steps(call, months!) },
    raw(`CASE WHEN ${inMonths} THEN (_f.d + make_interval(months => _f.n::int))::date END`),
  );
}

export function instantSql(call: SqlCall): Frag {
  const unit = String(call.literal(2));
  const [seconds, days, months] = [SECONDS[unit], DAYS[unit], MONTHS[unit]];
  if (seconds !== undefined) {
    const [first, last] = [FIRST_INSTANT, LAST_INSTANT].map((instant) => Date.parse(instant) / 1000);
    return fence(
      { d: call.arg(0), n: steps(call, seconds) },
      raw(
        `CASE WHEN extract(epoch FROM _f.d) + _f.n BETWEEN ${first} AND ${last} THEN _f.d + _f.n::float8 * interval '1 second' END`,
      ),
    );
  }
  const local = { d: toLocal(call.arg(0), call), n: steps(call, days ?? months!) };
  const moved =
    days !== undefined
      ? raw(
          `CASE WHEN _f.d::date - '0001-01-01' + _f.n BETWEEN 0 AND ${SPAN} THEN _f.d + make_interval(days => _f.n::int) END`,
        )
      : raw(`CASE WHEN ${inMonths} THEN _f.d + make_interval(months => _f.n::int) END`);
  return fitInstant(toInstant(fence(local, moved), call));
}
