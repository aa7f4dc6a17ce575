import { sqrtDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { settle } from '../../sql-parts.ts';
import { ofNumber } from '../numeric.ts';

export const sqrt = ofNumber(
  'sqrt',
  sqrtDecimal,
  `CASE WHEN _f.x >= 0 THEN ${settle('sqrt(round(_f.x, 80))')} END`,
  {
    zh: { label: '平方根', text: '保留到 12 位小数。负数为空,空仍为空。', words: '{0} 的平方根' },
    en: {
      label: 'square root',
      text: 'Rounded to 12 places. Null for negative numbers; null stays null.',
      words: 'the square root of {0}',
    },
  },
  [example({ sqrt: { var: 'amount' } }, '1.414213562373', { amount: '2' })],
);
