import { type CalendarUnit, startOfUnit } from '../../calendar.ts';
import { frag, param } from '../../frag.ts';
import { example, operator } from '../../operator.ts';
import { fitInstant, toInstant, toLocal, unitOf } from '../../sql-parts.ts';
import { localDate, startOfDay } from '../../tz.ts';
import { UNIT_OF } from '../day.ts';

export const startOf = operator({
  name: 'start_of',
  signature: UNIT_OF,
  nullRule: 'propagates',
  evaluate: ([moment, unit], { of, env }) => {
    if (typeof moment !== 'string') return null;
    if (of === 'date') return startOfUnit(moment, unit as CalendarUnit);
    const first = startOfUnit(localDate(moment, env.tz), unit as CalendarUnit);
    return first === null ? null : startOfDay(first, env.tz);
  },
  sql: (call) => {
    const unit = param(unitOf(call, 1), 'text');
    // No first day leaves the calendar: 0001-01-01 was a Monday.
    if (call.of === 'date') return frag`date_trunc(${unit}, ${call.arg(0)}::timestamp)::date`;
    return fitInstant(toInstant(frag`date_trunc(${unit}, ${toLocal(call.arg(0), call)})`, call));
  },
  docs: {
    zh: {
      label: '开始',
      text: '所在日、周、月、季度、年的第一天;日期时间为企业时区里第一天的零点。一周从星期一开始。空仍为空。',
      words: '{0} 所在{1}的开始',
    },
    en: {
      label: 'start of',
      text: 'First day of the day, week, month, quarter or year; of a date and time its first instant in the zone of the workspace. Weeks start on Monday. Null stays null.',
      words: 'the start of the {1} of {0}',
    },
  },
  examples: [example({ start_of: [{ var: 'day' }, 'week'] }, '2026-02-23', { day: '2026-03-01' })],
});
