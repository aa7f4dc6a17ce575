import { example, operator, params, same, value } from '../../operator.ts';
import { addToDate, addToInstant } from './evaluate.ts';
import { dateSql, instantSql } from './lower.ts';

const CALENDAR = ['day', 'week', 'month', 'quarter', 'year'];

export const dateAdd = operator({
  name: 'date_add',
  signature: params(
    [
      same('date', 'datetime'),
      value('number'),
      {
        is: 'choice',
        of: (kind) => (kind === 'date' ? CALENDAR : ['second', 'minute', 'hour', ...CALENDAR]),
      },
    ],
    'same',
  ),
  nullRule: 'propagates',
  evaluate: ([moment, count, unit], { of, env }) => {
    if (typeof moment !== 'string' || typeof count !== 'string') return null;
    // Cut as text: 7.99…9 with many digits is 8 as a float. What a float cannot hold exactly is out of range anyway.
    const steps = Number(count.split('.')[0]);
    return of === 'date'
      ? addToDate(moment, steps, String(unit))
      : addToInstant(moment, steps, String(unit), env.tz);
  },
  sql: (call) => (call.of === 'date' ? dateSql(call) : instantSql(call)),
  docs: {
    zh: {
      label: '日期加减',
      text: '加上若干(取整)天、周、月、季度、年,日期时间还可加秒、分钟、小时。月末自动收敛;日期时间的天与月按企业时区的钟点。空或超出 1–9999 年时为空。',
      words: '{0} 加 {1}{2}',
    },
    en: {
      label: 'add to date',
      text: 'Adds a whole number of days, weeks, months, quarters or years, to dates and times also seconds, minutes and hours. Clamps to the end of the month; days and months keep the clock of the zone of the workspace. Null for null and outside years 1 to 9999.',
      words: '{0} plus {1} {2}',
    },
  },
  examples: [example({ date_add: [{ var: 'day' }, 1, 'month'] }, '2024-02-29', { day: '2024-01-31' })],
});
