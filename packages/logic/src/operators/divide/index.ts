import { DIVISION_PLACES, divDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fitNumber } from '../../sql-parts.ts';

export const divide = operator({
  name: '/',
  signature: params([value('number'), value('number')], 'number'),
  nullRule: 'propagates',
  evaluate: ([a, b]) => (typeof a === 'string' && typeof b === 'string' ? divDecimal(a, b) : null),
  // PostgreSQL takes the scale of a quotient from its operands: 80 places are beyond any rounding half.
  sql: (call) =>
    fitNumber(
      frag`round(round(${call.arg(0)}, 80) / nullif(${call.arg(1)}, 0), ${raw(String(DIVISION_PLACES))})`,
    ),
  docs: {
    zh: {
      label: '除',
      text: '商四舍五入到 12 位小数。除数为零、任一方为空、或结果超过 38 位时为空。',
      words: '{0} ÷ {1}',
    },
    en: {
      label: 'divided by',
      text: 'The quotient rounded half away from zero to 12 places. Null for a zero divisor, a null operand or beyond 38 digits.',
      words: '{0} ÷ {1}',
    },
  },
  examples: [example({ '/': [{ var: 'amount' }, 3] }, '0.666666666667', { amount: '2' })],
});
