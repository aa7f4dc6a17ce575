import { example } from '../../operator.ts';
import { extremum } from '../extremum.ts';

export const min = extremum(
  'min',
  {
    zh: {
      label: '最小值',
      text: '不为空的值(包括列表里的)中最小的;全部为空时为空。',
      words: '({*,})的最小值',
    },
    en: {
      label: 'smallest',
      text: 'The smallest of the known values, those of lists included; null when none is known.',
      words: 'the smallest of ({*, })',
    },
  },
  [example({ min: [{ var: 'amount' }, 3, { var: 'scores' }] }, '1', { scores: ['2', '1'] })],
);
