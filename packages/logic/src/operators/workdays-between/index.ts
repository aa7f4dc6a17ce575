import { workdaysBefore, workdaysMoved } from '../../calendar.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { dayOf, fence } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';
import { before, CALENDAR, datesOf, EXCEPTIONS, listAt } from '../workdays.ts';

const COUNT = raw(
  `(CASE WHEN _f.a <= _f.b THEN ${before('_f.b + 1')} - ${before('_f.a')} ELSE ${before('_f.b')} - ${before('_f.a + 1')} END)::numeric`,
);

export const workdaysBetween = operator({
  name: 'workdays_between',
  signature: params([same('date', 'datetime'), same('date', 'datetime'), ...CALENDAR], 'number', 2),
  nullRule: 'propagates',
  evaluate: ([from = null, to = null, off, extra], call) => {
    const [a, b] = [dayIn(from, call), dayIn(to, call)];
    if (a === null || b === null) return null;
    const count =
      a <= b ? workdaysBefore(b, 1) - workdaysBefore(a, 0) : workdaysBefore(b, 0) - workdaysBefore(a, 1);
    const [dates, worked] = [datesOf(off), datesOf(extra)];
    return String(
      a <= b ? count + workdaysMoved(a, b, dates, worked) : count - workdaysMoved(b, a, dates, worked),
    );
  },
  sql: (call) => {
    const days = { a: raw("_f.a - '0001-01-01'"), b: raw("_f.b - '0001-01-01'") };
    if (call.count === 2) return fence({ a: dayOf(call, 0), b: dayOf(call, 1) }, fence(days, COUNT));
    const moved = frag`(SELECT coalesce(sum(x.s), 0) FROM (${EXCEPTIONS}) AS x WHERE x.p BETWEEN least(_f.a, _f.b) AND greatest(_f.a, _f.b))`;
    return fence(
      { a: dayOf(call, 0), b: dayOf(call, 1), f: listAt(call, 2), e: listAt(call, 3) },
      fence(
        { ...days, f: raw('_f.f'), e: raw('_f.e') },
        frag`(${COUNT} + CASE WHEN _f.a <= _f.b THEN 1 ELSE -1 END * ${moved})`,
      ),
    );
  },
  docs: {
    zh: {
      label: '工作日数',
      text: '从前者到后者的周一至周五的天数,含两端;后者在前时为负。可再给休息日和要上班的周末(日期列表),同在两者中的算上班。日期时间按企业时区取日期。任一日期为空时为空。',
      words: '从 {0} 到 {1} 的工作日数',
    },
    en: {
      label: 'working days between',
      text: 'Days from Monday to Friday between two days, both included; negative when the second comes first. Lists of dates may follow: days off, and weekends that are worked; a day in both is worked. Of dates and times the days in the zone of the workspace. Null when either day is null.',
      words: 'the working days from {0} to {1}',
    },
  },
  examples: [
    example({ workdays_between: [{ var: 'day' }, '2026-03-08'] }, '5', { day: '2026-03-02' }),
    example({ workdays_between: [{ var: 'day' }, '2026-03-08', ['2026-03-03'], ['2026-03-07']] }, '5', {
      day: '2026-03-02',
    }),
  ],
});
