import { example } from '../../operator.ts';
import { partOfDay } from '../parts.ts';

export const quarter = partOfDay(
  'quarter',
  (date) => Math.ceil(Number(date.slice(5, 7)) / 3),
  'quarter',
  {
    zh: { label: '季度', text: '1 到 4;日期时间按企业时区。空仍为空。', words: '{0} 的季度' },
    en: {
      label: 'quarter',
      text: '1 to 4; of a date and time in the zone of the workspace. Null stays null.',
      words: 'the quarter of {0}',
    },
  },
  [example({ quarter: { var: 'day' } }, '1', { day: '2026-03-31' })],
);
