import { dateOf } from '../../calendar.ts';
import { raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { whole } from '../whole.ts';

const FAR = 1e9;

export const makeDate = operator({
  name: 'make_date',
  signature: params([value('number'), value('number'), value('number')], 'date'),
  nullRule: 'propagates',
  evaluate: ([year, month, day]) => {
    if (typeof year !== 'string' || typeof month !== 'string' || typeof day !== 'string') return null;
    return dateOf(whole(year, -FAR, FAR), whole(month, -FAR, FAR), whole(day, -FAR, FAR));
  },
  sql: (call) =>
    fence(
      { y: call.arg(0), m: call.arg(1), d: call.arg(2) },
      fence(
        { n: raw(`${cut('_f.y')} * 12 + ${cut('_f.m')} - 1`), d: raw('trunc(_f.d)') },
        fence(
          {
            f: raw(
              "CASE WHEN _f.n BETWEEN 12 AND 119999 THEN (date '0001-01-01' + make_interval(months => (_f.n - 12)::int))::date END",
            ),
            d: raw('_f.d - 1'),
          },
          raw("CASE WHEN _f.f - '0001-01-01' + _f.d BETWEEN 0 AND 3652058 THEN _f.f + _f.d::int END"),
        ),
      ),
    ),
  docs: {
    zh: {
      label: '年月日',
      text: '由年、月、日(取整)得到日期;月和日超出范围时顺延。任一为空、或超出 1–9999 年时为空。',
      words: '{0} 年 {1} 月 {2} 日',
    },
    en: {
      label: 'date of',
      text: 'A date from year, month and day, cut to whole numbers; months and days beyond their range carry over. Null for a null operand and outside years 1 to 9999.',
      words: 'the date {0}-{1}-{2}',
    },
  },
  examples: [example({ make_date: [2026, 14, 1] }, '2027-02-01')],
});

/** Cut to a whole number, and kept from growing out of all bounds. */
function cut(name: string): string {
  return `CASE WHEN abs(${name}) < 1e9 THEN trunc(${name}) ELSE sign(${name}) * 1e9 END`;
}
