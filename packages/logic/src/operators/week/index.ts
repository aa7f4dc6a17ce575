import { weekOf } from '../../calendar.ts';
import { example } from '../../operator.ts';
import { partOfDay } from '../parts.ts';

export const week = partOfDay(
  'week',
  weekOf,
  'week',
  {
    zh: {
      label: '周数',
      text: 'ISO 周数:周一开始,含当年第一个星期四的是第 1 周;日期时间按企业时区。空仍为空。',
      words: '{0} 的周数',
    },
    en: {
      label: 'week',
      text: 'The ISO week: weeks start on Monday, and week 1 holds the first Thursday of the year; of a date and time in the zone of the workspace. Null stays null.',
      words: 'the week of {0}',
    },
  },
  [example({ week: { var: 'day' } }, '9', { day: '2026-03-01' })],
);
