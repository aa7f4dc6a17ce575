import { toDays } from '../../calendar.ts';
import { example } from '../../operator.ts';
import { partOfDay } from '../parts.ts';

export const weekday = partOfDay(
  'weekday',
  (date) => ((((toDays(date) + 3) % 7) + 7) % 7) + 1,
  'isodow',
  {
    zh: { label: '星期', text: '星期一为 1,星期日为 7;日期时间按企业时区。空仍为空。', words: '{0} 的星期' },
    en: {
      label: 'weekday',
      text: 'Monday is 1 and Sunday 7; of a date and time in the zone of the workspace. Null stays null.',
      words: 'the weekday of {0}',
    },
  },
  [example({ weekday: { var: 'day' } }, '7', { day: '2026-03-01' })],
);
