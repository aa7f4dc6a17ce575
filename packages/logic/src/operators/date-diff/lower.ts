import { frag, raw } from '../../frag.ts';
import type { SqlCall } from '../../operator.ts';
import { dayOf, fence } from '../../sql-parts.ts';
import type { Frag } from '../../types.ts';

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

const months =
  'extract(year FROM _f.h) * 12 + extract(month FROM _f.h) - extract(year FROM _f.l) * 12 - extract(month FROM _f.l) - CASE WHEN extract(day FROM _f.h) < extract(day FROM _f.l) THEN 1 ELSE 0 END';

/** Full units from argument 1 to argument 0. */
export function diffSql(call: SqlCall): Frag {
  const unit = call.count > 2 ? String(call.literal(2)) : 'day';
  const seconds = SECONDS[unit];
  if (seconds !== undefined) {
    const span = frag`extract(epoch FROM ${call.arg(0)}) - extract(epoch FROM ${call.arg(1)})`;
    return frag`trunc((${span}) / ${raw(String(seconds))})`;
  }
  const [later, earlier] = [dayOf(call, 0), dayOf(call, 1)];
  const size = MONTHS[unit];
  if (size === undefined) {
    // Division of integers cuts towards zero.
    return unit === 'week' ? frag`(${later} - ${earlier}) / 7` : frag`${later} - ${earlier}`;
  }
  const full = raw(`CASE WHEN _f.h IS NOT NULL THEN _f.s * trunc((${months}) / ${size}) END`);
  const sorted = fence(
    {
      h: raw('CASE WHEN _f.a < _f.b THEN _f.b ELSE _f.a END'),
      l: raw('CASE WHEN _f.a < _f.b THEN _f.a ELSE _f.b END'),
      s: raw('CASE WHEN _f.a < _f.b THEN -1 ELSE 1 END'),
    },
    full,
  );
  return fence({ a: later, b: earlier }, sorted);
}
