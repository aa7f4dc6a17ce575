import { MAX_EXPONENT, powDecimal } from '../../decimal.ts';
import { raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, fitNumber, settle } from '../../sql-parts.ts';

export const power = operator({
  name: 'power',
  signature: params([value('number'), value('number')], 'number'),
  nullRule: 'propagates',
  evaluate: ([base, exponent]) =>
    typeof base === 'string' && typeof exponent === 'string' ? powDecimal(base, exponent) : null,
  // The rough size keeps PostgreSQL from writing out, or refusing, powers that are null or zero anyway.
  sql: (call) => {
    const size = fence(
      { x: raw('_f.x'), y: raw('_f.y'), z: raw('_f.y::float8 * ln(abs(_f.x)::float8)') },
      raw(
        `CASE WHEN _f.z > 90 THEN NULL WHEN _f.z < -40 THEN 0 ELSE ${settle('power(round(_f.x, 80), _f.y)')} END`,
      ),
    );
    const [from, zero, negative] = [
      `abs(_f.y) > ${MAX_EXPONENT}`,
      'CASE WHEN _f.y = 0 THEN 1 WHEN _f.y > 0 THEN 0 END',
      '_f.x < 0 AND _f.y <> trunc(_f.y)',
    ];
    const { text, params: values } = size;
    return fitNumber(
      fence(
        { x: call.arg(0), y: call.arg(1) },
        {
          text: [
            `CASE WHEN ${from} THEN NULL WHEN _f.x = 0 THEN ${zero} WHEN ${negative} THEN NULL ELSE ${text[0]} END`,
          ],
          params: values,
        },
      ),
    );
  },
  docs: {
    zh: {
      label: '乘幂',
      text: '保留到 12 位小数;0 的 0 次方为 1。任一方为空、负数的小数次方、指数绝对值超过一百万、或结果超过 38 位时为空。',
      words: '{0} 的 {1} 次方',
    },
    en: {
      label: 'to the power',
      text: 'Rounded to 12 places; 0 to the power 0 is 1. Null for a null operand, a fractional power of a negative number, exponents beyond a million, or beyond 38 digits.',
      words: '{0} to the power {1}',
    },
  },
  examples: [example({ power: [{ var: 'amount' }, 2] }, '1.21', { amount: '1.1' })],
});
