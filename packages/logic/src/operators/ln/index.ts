import { lnDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { settle } from '../../sql-parts.ts';
import { ofNumber } from '../numeric.ts';

export const ln = ofNumber(
  'ln',
  lnDecimal,
  `CASE WHEN _f.x > 0 THEN ${settle('ln(round(_f.x, 80))')} END`,
  {
    zh: { label: '自然对数', text: '保留到 12 位小数。零和负数为空,空仍为空。', words: '{0} 的自然对数' },
    en: {
      label: 'natural logarithm',
      text: 'Rounded to 12 places. Null for zero and below; null stays null.',
      words: 'the natural logarithm of {0}',
    },
  },
  [example({ ln: { var: 'amount' } }, '2.302585092994', { amount: '10' })],
);
