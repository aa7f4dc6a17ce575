import { logDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, fitNumber, settle } from '../../sql-parts.ts';

export const log = operator({
  name: 'log',
  signature: params([value('number'), value('number')], 'number', 1),
  nullRule: 'propagates',
  evaluate: ([number, base = '10']) =>
    typeof number === 'string' && typeof base === 'string' ? logDecimal(number, base) : null,
  sql: (call) => {
    const base = call.count > 1 ? call.arg(1) : raw('10::numeric');
    // The quotient of two logarithms of 80 places; log() of PostgreSQL chooses fewer.
    const ratio = settle('round(ln(round(_f.x, 80)), 70) / round(ln(round(_f.b, 80)), 70)');
    return fitNumber(
      fence(
        { x: call.arg(0), b: frag`${base}` },
        raw(`CASE WHEN _f.x > 0 AND _f.b > 0 AND _f.b <> 1 THEN ${ratio} END`),
      ),
    );
  },
  docs: {
    zh: {
      label: '对数',
      text: '以底数(默认 10)为底,保留到 12 位小数。数值或底数不为正、底数为 1、任一方为空时为空。',
      words: '{0} 的对数',
    },
    en: {
      label: 'logarithm',
      text: 'To a base, 10 by default, rounded to 12 places. Null unless number and base are positive and the base is not 1; null stays null.',
      words: 'the logarithm of {0}',
    },
  },
  examples: [example({ log: [{ var: 'amount' }, 2] }, '3', { amount: '8' })],
});
