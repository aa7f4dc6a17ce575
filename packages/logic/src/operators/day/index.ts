import { example } from '../../operator.ts';
import { partOfDay } from '../parts.ts';

export const day = partOfDay(
  'day',
  (date) => Number(date.slice(8)),
  'day',
  {
    zh: { label: '日', text: '一个月中的第几天;日期时间按企业时区。空仍为空。', words: '{0} 的日' },
    en: {
      label: 'day',
      text: 'The day of the month, of a date and time in the zone of the workspace. Null stays null.',
      words: 'the day of {0}',
    },
  },
  [example({ day: { var: 'day' } }, '5', { day: '2026-03-05' })],
);
