import { truncDecimal } from '../decimal.ts';
import { raw } from '../frag.ts';
import { type Operator, operator, params, value } from '../operator.ts';
import { fence, fitNumber } from '../sql-parts.ts';

/** Places behind the point; negative for tens, hundreds … */
export const PLACES = { is: 'integer', min: -12, max: 12 } as const;

/** `round_up` and `round_down`: away from zero and towards it. */
export function rounding(
  name: 'round_up' | 'round_down',
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  const up = name === 'round_up';
  return operator({
    name,
    signature: params([value('number'), PLACES], 'number', 1),
    nullRule: 'propagates',
    evaluate: ([number, places]) =>
      typeof number === 'string' ? truncDecimal(number, Number(places ?? 0), up) : null,
    sql: (call) => {
      const places = Number(call.literal(1) ?? 0);
      const cut = `trunc(_f.x, ${places})`;
      const unit = `1e${-places}::numeric`;
      const above = `CASE WHEN ${cut} = _f.x THEN _f.x ELSE ${cut} + sign(_f.x) * ${unit} END`;
      return fitNumber(fence({ x: call.arg(0) }, raw(up ? above : cut)));
    },
    docs,
    examples,
  });
}
