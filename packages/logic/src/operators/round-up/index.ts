import { example } from '../../operator.ts';
import { rounding } from '../rounding.ts';

export const roundUp = rounding(
  'round_up',
  {
    zh: {
      label: '向上舍入',
      text: '按远离零的方向舍入到指定小数位(-12 到 12,默认 0)。空仍为空。',
      words: '{0} 进位',
    },
    en: {
      label: 'round up',
      text: 'Away from zero to the given places (-12 to 12, 0 by default). Null stays null.',
      words: '{0} rounded up',
    },
  },
  [example({ round_up: [{ var: 'amount' }, 1] }, '1.3', { amount: '1.21' })],
);
