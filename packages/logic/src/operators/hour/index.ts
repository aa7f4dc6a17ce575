import { example } from '../../operator.ts';
import { partOfClock } from '../parts.ts';

export const hour = partOfClock(
  'hour',
  0,
  {
    zh: { label: '小时', text: '0 到 23;日期时间按企业时区。空仍为空。', words: '{0} 的小时' },
    en: {
      label: 'hour',
      text: '0 to 23; of a date and time in the zone of the workspace. Null stays null.',
      words: 'the hour of {0}',
    },
  },
  [example({ hour: { var: 'clock' } }, '14', { clock: '14:30:05' })],
);
