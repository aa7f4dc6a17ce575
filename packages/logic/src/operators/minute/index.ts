import { example } from '../../operator.ts';
import { partOfClock } from '../parts.ts';

export const minute = partOfClock(
  'minute',
  3,
  {
    zh: { label: '分钟', text: '0 到 59;日期时间按企业时区。空仍为空。', words: '{0} 的分钟' },
    en: {
      label: 'minute',
      text: '0 to 59; of a date and time in the zone of the workspace. Null stays null.',
      words: 'the minute of {0}',
    },
  },
  [example({ minute: { var: 'clock' } }, '30', { clock: '14:30:05' })],
);
