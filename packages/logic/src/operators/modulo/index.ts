import { modDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, fitNumber } from '../../sql-parts.ts';

export const modulo = operator({
  name: '%',
  signature: params([value('number'), value('number')], 'number'),
  nullRule: 'propagates',
  evaluate: ([a, b]) => (typeof a === 'string' && typeof b === 'string' ? modDecimal(a, b) : null),
  // mod() takes the sign of the dividend, we take that of the divisor, as spreadsheets do.
  sql: (call) =>
    fitNumber(
      fence(
        { b: frag`nullif(${call.arg(1)}, 0)`, a: call.arg(0) },
        fence(
          { b: raw('_f.b'), r: raw('mod(_f.a, _f.b)') },
          raw('CASE WHEN _f.r <> 0 AND sign(_f.r) <> sign(_f.b) THEN _f.r + _f.b ELSE _f.r END'),
        ),
      ),
    ),
  docs: {
    zh: {
      label: '余数',
      text: '除法的余数,符号与除数相同。除数为零、任一方为空、或结果超过 38 位时为空。',
      words: '{0} 除以 {1} 的余数',
    },
    en: {
      label: 'remainder',
      text: 'What is left of a division, with the sign of the divisor. Null for the divisor 0, a null operand or beyond 38 digits.',
      words: 'the remainder of {0} ÷ {1}',
    },
  },
  examples: [example({ '%': [{ var: 'amount' }, 2] }, '1', { amount: '-3' })],
});
