import { workdaysBefore } from '../../calendar.ts';
import { raw } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { dayOf, fence } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';

/** Weekdays before day k, counted from 0001-01-01, which was a Monday. */
const before = (k: string): string => `((${k}) / 7 * 5 + least((${k}) % 7, 5))`;

export const workdaysBetween = operator({
  name: 'workdays_between',
  signature: params([same('date', 'datetime'), same('date', 'datetime')], 'number'),
  nullRule: 'propagates',
  evaluate: ([from = null, to = null], call) => {
    const [a, b] = [dayIn(from, call), dayIn(to, call)];
    if (a === null || b === null) return null;
    const count =
      a <= b ? workdaysBefore(b, 1) - workdaysBefore(a, 0) : workdaysBefore(b, 0) - workdaysBefore(a, 1);
    return String(count);
  },
  sql: (call) =>
    fence(
      { a: dayOf(call, 0), b: dayOf(call, 1) },
      fence(
        { a: raw("_f.a - '0001-01-01'"), b: raw("_f.b - '0001-01-01'") },
        raw(
          `(CASE WHEN _f.a <= _f.b THEN ${before('_f.b + 1')} - ${before('_f.a')} ELSE ${before('_f.b')} - ${before('_f.a + 1')} END)::numeric`,
        ),
      ),
    ),
  docs: {
    zh: {
      label: '工作日数',
      text: '从前者到后者的周一至周五的天数,含两端;后者在前时为负。日期时间按企业时区取日期。任一为空时为空。',
      words: '从 {0} 到 {1} 的工作日数',
    },
    en: {
      label: 'working days between',
      text: 'Days from Monday to Friday between two days, both included; negative when the second comes first. Of dates and times the days in the zone of the workspace. Null when either is null.',
      words: 'the working days from {0} to {1}',
    },
  },
  examples: [example({ workdays_between: [{ var: 'day' }, '2026-03-08'] }, '5', { day: '2026-03-02' })],
});
