import { frag, raw } from '../frag.ts';
import { type Operator, operator, params, value } from '../operator.ts';
import { fence, fitNumber } from '../sql-parts.ts';

/** `floor` and `ceil`, to whole numbers or to multiples of a step. */
export function stepping(
  name: 'floor' | 'ceil',
  compute: (number: string, step?: string) => string | null,
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  // What is left of x above a multiple of s, never negative.
  const rest = fence(
    { x: raw('_f.x'), s: raw('_f.s'), r: raw('mod(_f.x, _f.s)') },
    raw(
      name === 'floor'
        ? '_f.x - _f.r - CASE WHEN _f.r < 0 THEN _f.s ELSE 0 END'
        : '_f.x - _f.r + CASE WHEN _f.r > 0 THEN _f.s ELSE 0 END',
    ),
  );
  return operator({
    name,
    signature: params([value('number'), value('number')], 'number', 1),
    nullRule: 'propagates',
    evaluate: ([number, step]) => {
      if (typeof number !== 'string' || step === null) return null;
      return compute(number, typeof step === 'string' ? step : undefined);
    },
    sql: (call) => {
      if (call.count === 1) return fitNumber(frag`${raw(name)}(${call.arg(0)})`);
      return fitNumber(fence({ x: call.arg(0), s: frag`nullif(abs(${call.arg(1)}), 0)` }, rest));
    },
    docs,
    examples,
  });
}
