import { example } from '../../operator.ts';
import { rounding } from '../rounding.ts';

export const roundDown = rounding(
  'round_down',
  {
    zh: {
      label: '向下舍去',
      text: '按向零的方向舍去到指定小数位(-12 到 12,默认 0)。空仍为空。',
      words: '{0} 舍去',
    },
    en: {
      label: 'cut off',
      text: 'Towards zero to the given places (-12 to 12, 0 by default). Null stays null.',
      words: '{0} cut off',
    },
  },
  [example({ round_down: [{ var: 'amount' }, 1] }, '1.2', { amount: '1.29' })],
);
