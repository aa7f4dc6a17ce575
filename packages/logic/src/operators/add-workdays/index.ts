import { addWorkdays, MAX_CARRY } from '../../calendar.ts';
import { raw } from '../../frag.ts';
import { example, operator, params, same, value } from '../../operator.ts';
import { dayOf, fence } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';
import { whole } from '../whole.ts';

/**
 * Day k counts from 0001-01-01, a Monday. Starting on a weekend is starting on the Friday before it, or, backwards, on
 * the Monday after it; a step over the rest of a week that passes its weekend is two days longer.
 */
const LATER = '_f.k - greatest(_f.k % 7 - 4, 0)';
const EARLIER = '_f.k + CASE WHEN _f.k % 7 > 4 THEN 7 - _f.k % 7 ELSE 0 END';
const weeks = '_f.n / 5 * 7 + _f.n % 5';

export const addWorkdaysTo = operator({
  name: 'add_workdays',
  signature: params([same('date', 'datetime'), value('number')], 'date'),
  nullRule: 'propagates',
  evaluate: ([moment = null, count], call) => {
    const day = dayIn(moment, call);
    return day === null || typeof count !== 'string'
      ? null
      : addWorkdays(day, whole(count, -MAX_CARRY - 1, MAX_CARRY + 1));
  },
  sql: (call) => {
    const start = fence(
      {
        k: raw("_f.d - '0001-01-01'"),
        n: raw(`CASE WHEN abs(trunc(_f.n)) <= ${MAX_CARRY} THEN trunc(_f.n)::int END`),
      },
      fence(
        {
          n: raw('_f.n'),
          k: raw(`CASE WHEN _f.n > 0 THEN ${LATER} WHEN _f.n < 0 THEN ${EARLIER} ELSE _f.k END`),
        },
        fence(
          {
            k: raw(
              `_f.k + ${weeks} + CASE WHEN _f.k % 7 + _f.n % 5 > 4 THEN 2 WHEN _f.n < 0 AND _f.k % 7 + _f.n % 5 < 0 THEN -2 ELSE 0 END`,
            ),
            o: raw('_f.k'),
            n: raw('_f.n'),
          },
          raw(
            "CASE WHEN _f.n = 0 THEN date '0001-01-01' + _f.o WHEN _f.k BETWEEN 0 AND 3652058 THEN date '0001-01-01' + _f.k END",
          ),
        ),
      ),
    );
    return fence({ d: dayOf(call, 0), n: call.arg(1) }, start);
  },
  docs: {
    zh: {
      label: '加工作日',
      text: '若干(取整)个工作日(周一至周五)之后的日期,负数为之前;0 为当天。日期时间按企业时区取日期。任一为空、或超出范围时为空。',
      words: '{0} 加 {1} 个工作日',
    },
    en: {
      label: 'plus working days',
      text: 'The date so many working days (Monday to Friday, cut to a whole number) later, earlier for a negative number; 0 is the day itself. Of dates and times the day in the zone of the workspace. Null for a null operand and out of range.',
      words: '{0} plus {1} working days',
    },
  },
  examples: [example({ add_workdays: [{ var: 'day' }, 3] }, '2026-03-11', { day: '2026-03-06' })],
});
