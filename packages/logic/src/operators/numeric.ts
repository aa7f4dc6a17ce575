import { raw } from '../frag.ts';
import { type Operator, operator, params, value } from '../operator.ts';
import { fence, fitNumber } from '../sql-parts.ts';

/** An operator of one number. `sql` speaks of `_f.x` and may be null; it must not raise an error for any number. */
export function ofNumber(
  name: string,
  compute: (number: string) => string | null,
  sql: string,
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([value('number')], 'number'),
    nullRule: 'propagates',
    evaluate: ([number]) => (typeof number === 'string' ? compute(number) : null),
    sql: (call) => fitNumber(fence({ x: call.arg(0) }, raw(sql))),
    docs,
    examples,
  });
}
