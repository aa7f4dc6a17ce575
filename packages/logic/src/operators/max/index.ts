import { example } from '../../operator.ts';
import { extremum } from '../extremum.ts';

export const max = extremum(
  'max',
  {
    zh: {
      label: '最大值',
      text: '不为空的值(包括列表里的)中最大的;全部为空时为空。',
      words: '({*,})的最大值',
    },
    en: {
      label: 'largest',
      text: 'The largest of the known values, those of lists included; null when none is known.',
      words: 'the largest of ({*, })',
    },
  },
  [example({ max: { var: 'lines.price' } }, '7', { lines: [{ price: '5' }, { price: '7' }] })],
);
