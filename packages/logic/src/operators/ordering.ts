import { frag, raw } from '../frag.ts';
import { type Operator, type OperatorDoc, operator, params, same } from '../operator.ts';
import { known } from '../sql-parts.ts';
import { compareValues, ORDERED, ordered } from './compare.ts';

/** `<`, `<=`, `>` and `>=` differ by a sign only. */
export function ordering(
  name: '<' | '<=' | '>' | '>=',
  holds: (order: number) => boolean,
  docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc },
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([same(...ORDERED), same(...ORDERED)], 'boolean'),
    nullRule: 'false',
    evaluate: ([a = null, b = null], { of }) => a !== null && b !== null && holds(compareValues(a, b, of)),
    sql: (call) => known(frag`${ordered(call, 0)} ${raw(name)} ${ordered(call, 1)}`, call),
    docs,
    examples,
  });
}
