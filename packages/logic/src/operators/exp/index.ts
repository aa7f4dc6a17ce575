import { expDecimal } from '../../decimal.ts';
import { example } from '../../operator.ts';
import { settle } from '../../sql-parts.ts';
import { ofNumber } from '../numeric.ts';

export const exp = ofNumber(
  'exp',
  expDecimal,
  `CASE WHEN _f.x > 90 THEN NULL WHEN _f.x < -40 THEN 0 ELSE ${settle('exp(round(_f.x, 80))')} END`,
  {
    zh: { label: 'e 的乘幂', text: '保留到 12 位小数。空仍为空,超过 38 位时为空。', words: 'e 的 {0} 次方' },
    en: {
      label: 'power of e',
      text: 'Rounded to 12 places. Null stays null, and is the result beyond 38 digits.',
      words: 'e to the power {0}',
    },
  },
  [example({ exp: { var: 'amount' } }, '2.718281828459', { amount: '1' })],
);
