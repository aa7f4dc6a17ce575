import { example } from '../../operator.ts';
import { partOfClock } from '../parts.ts';

export const second = partOfClock(
  'second',
  6,
  {
    zh: { label: '秒', text: '0 到 59,不含毫秒。空仍为空。', words: '{0} 的秒' },
    en: {
      label: 'second',
      text: '0 to 59, without milliseconds. Null stays null.',
      words: 'the second of {0}',
    },
  },
  [example({ second: { var: 'clock' } }, '5', { clock: '14:30:05' })],
);
