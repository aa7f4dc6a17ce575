import { example } from '../../operator.ts';
import { ofNumber } from '../numeric.ts';

export const sign = ofNumber(
  'sign',
  (number) => (number.startsWith('-') ? '-1' : number === '0' ? '0' : '1'),
  'sign(_f.x)',
  {
    zh: { label: '正负', text: '正数为 1,负数为 -1,零为 0。空仍为空。', words: '{0} 的正负' },
    en: {
      label: 'sign',
      text: '1 for positive, -1 for negative, 0 for zero. Null stays null.',
      words: 'the sign of {0}',
    },
  },
  [example({ sign: { var: 'amount' } }, '-1', { amount: '-5' })],
);
