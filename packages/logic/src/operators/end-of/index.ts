import { type CalendarUnit, endOfUnit, nextUnit } from '../../calendar.ts';
import { frag, param } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { fitDate, fitInstant, oneOf, toInstant, toLocal, unitOf } from '../../sql-parts.ts';
import { fromMillis, localDate, startOfDay, toMillis } from '../../tz.ts';
import { UNIT_OF } from '../day.ts';

export const endOf = operator({
  name: 'end_of',
  signature: UNIT_OF,
  nullRule: 'propagates',
  evaluate: ([moment, unit], { of, env }) => {
    if (typeof moment !== 'string') return null;
    if (of === 'date') return endOfUnit(moment, unit as CalendarUnit);
    const next = nextUnit(localDate(moment, env.tz), unit as CalendarUnit);
    const instant = next === null ? null : startOfDay(next, env.tz);
    return instant === null ? null : fromMillis(toMillis(instant) - 1);
  },
  sql: (call) => {
    const unit = unitOf(call, 1);
    const name = param(unit, 'text');
    if (call.of === 'date') {
      return fitDate(
        frag`date_trunc(${name}, ${call.arg(0)}::timestamp) + ${oneOf(unit)} - interval '1 day'`,
      );
    }
    const next = frag`(date_trunc(${name}, ${toLocal(call.arg(0), call)}) + ${oneOf(unit)})`;
    return fitInstant(frag`${fitInstant(toInstant(next, call))} - interval '1 millisecond'`);
  },
  docs: {
    zh: {
      label: '结束',
      text: '所在日、周、月、季度、年的最后一天;日期时间为企业时区里最后一毫秒。一周从星期一开始。空仍为空。',
      words: '{0} 所在{1}的结束',
    },
    en: {
      label: 'end of',
      text: 'Last day of the day, week, month, quarter or year; of a date and time its last millisecond in the zone of the workspace. Weeks start on Monday. Null stays null.',
      words: 'the end of the {1} of {0}',
    },
  },
  examples: [example({ end_of: [{ var: 'day' }, 'month'] }, '2024-02-29', { day: '2024-02-10' })],
});
