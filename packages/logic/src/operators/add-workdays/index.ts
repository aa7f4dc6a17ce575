import { addWorkdaysAround, MAX_CARRY } from '../../calendar.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, same, value } from '../../operator.ts';
import { dayOf, fence } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';
import { whole } from '../whole.ts';
import { before, CALENDAR, datesOf, EXCEPTIONS, listAt } from '../workdays.ts';

/**
 * Day k counts from 0001-01-01, a Monday. Starting on a weekend is starting on the Friday before it, or, backwards, on
 * the Monday after it; a step over the rest of a week that passes its weekend is two days longer.
 */
const LATER = '_f.k - greatest(_f.k % 7 - 4, 0)';
const EARLIER = '_f.k + CASE WHEN _f.k % 7 > 4 THEN 7 - _f.k % 7 ELSE 0 END';
const weeks = '_f.n / 5 * 7 + _f.n % 5';

/** The day so many weekdays, not 0, from a day; `_f.k` and `_f.n` are both, and so is the result a day k, or null. */
const moved = fence(
  {
    n: raw('_f.n'),
    k: raw(`CASE WHEN _f.n > 0 THEN ${LATER} WHEN _f.n < 0 THEN ${EARLIER} ELSE _f.k END`),
  },
  fence(
    {
      k: raw(
        `_f.k + ${weeks} + CASE WHEN _f.k % 7 + _f.n % 5 > 4 THEN 2 WHEN _f.n < 0 AND _f.k % 7 + _f.n % 5 < 0 THEN -2 ELSE 0 END`,
      ),
    },
    raw('CASE WHEN _f.k BETWEEN 0 AND 3652058 THEN _f.k END'),
  ),
);

/**
 * Around days that count otherwise (x): where each leaves the count (v), the last that comes too early, the rest from
 * there as usual; or a worked weekend on the way, which completes the count.
 */
const around = frag`(WITH x AS MATERIALIZED (${EXCEPTIONS}), v AS MATERIALIZED (SELECT _f.k AS p, 0::bigint AS c UNION ALL SELECT x.p, ${raw(before('x.p + 1'))} - ${raw(before('_f.k + 1'))} + sum(x.s) OVER (ORDER BY x.p) FROM x WHERE _f.n > 0 AND x.p > _f.k UNION ALL SELECT x.p, ${raw(before('_f.k'))} - ${raw(before('x.p'))} + sum(x.s) OVER (ORDER BY x.p DESC) FROM x WHERE _f.n < 0 AND x.p < _f.k), l AS MATERIALIZED (SELECT v.p AS k, sign(_f.n)::int * (abs(_f.n) - v.c)::int AS n FROM v WHERE v.c < abs(_f.n) ORDER BY abs(v.p - _f.k) DESC LIMIT 1) SELECT CASE WHEN _f.n > 0 THEN least(_r.r, (SELECT min(x.p) FROM x WHERE x.s = 1 AND x.p > _r.k)) ELSE greatest(_r.r, (SELECT max(x.p) FROM x WHERE x.s = 1 AND x.p < _r.k)) END FROM (SELECT _f.k, ${moved} AS r FROM l AS _f) AS _r)`;

export const addWorkdaysTo = operator({
  name: 'add_workdays',
  signature: params([same('date', 'datetime'), value('number'), ...CALENDAR], 'date', 2),
  nullRule: 'propagates',
  evaluate: ([moment = null, count, off, extra], call) => {
    const day = dayIn(moment, call);
    return day === null || typeof count !== 'string'
      ? null
      : addWorkdaysAround(day, whole(count, -MAX_CARRY - 1, MAX_CARRY + 1), datesOf(off), datesOf(extra));
  },
  sql: (call) => {
    const lists = call.count > 2;
    const numbers = {
      k: raw("_f.d - '0001-01-01'"),
      n: raw(`CASE WHEN abs(trunc(_f.n)) <= ${MAX_CARRY} THEN trunc(_f.n)::int END`),
    };
    const date = frag`CASE WHEN _f.n = 0 THEN date '0001-01-01' + _f.k WHEN _f.n <> 0 THEN date '0001-01-01' + ${lists ? around : moved} END`;
    return lists
      ? fence(
          { d: dayOf(call, 0), n: call.arg(1), f: listAt(call, 2), e: listAt(call, 3) },
          fence({ ...numbers, f: raw('_f.f'), e: raw('_f.e') }, date),
        )
      : fence({ d: dayOf(call, 0), n: call.arg(1) }, fence(numbers, date));
  },
  docs: {
    zh: {
      label: '加工作日',
      text: '若干(取整)个工作日(周一至周五)之后的日期,负数为之前;0 为当天。可再给休息日和要上班的周末(日期列表),同在两者中的算上班。日期时间按企业时区取日期。日期或数量为空、或超出范围时为空。',
      words: '{0} 加 {1} 个工作日',
    },
    en: {
      label: 'plus working days',
      text: 'The date so many working days (Monday to Friday, cut to a whole number) later, earlier for a negative number; 0 is the day itself. Lists of dates may follow: days off, and weekends that are worked; a day in both is worked. Of dates and times the day in the zone of the workspace. Null for a null day or number and out of range.',
      words: '{0} plus {1} working days',
    },
  },
  examples: [
    example({ add_workdays: [{ var: 'day' }, 3] }, '2026-03-11', { day: '2026-03-06' }),
    example({ add_workdays: [{ var: 'day' }, 3, ['2026-03-10'], ['2026-03-07']] }, '2026-03-11', {
      day: '2026-03-06',
    }),
  ],
});
