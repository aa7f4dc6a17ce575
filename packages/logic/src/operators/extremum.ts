import { frag, join, raw } from '../frag.ts';
import { type Operator, type OperatorDoc, operator, repeated, same } from '../operator.ts';
import { compareValues } from './compare.ts';

/** `min` and `max`. */
export function extremum(
  name: 'min' | 'max',
  docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc },
): Operator {
  const sign = name === 'min' ? 1 : -1;
  return operator({
    name,
    signature: repeated(same('number', 'date', 'time', 'datetime'), 2, 100, 'same'),
    nullRule: 'skipped',
    evaluate: (args, { of }) => {
      const values = args.filter((arg) => arg !== null);
      return values.reduce(
        (best, next) => (sign * compareValues(next, best, of) < 0 ? next : best),
        values[0] ?? null,
      );
    },
    sql: (call) => {
      const args = Array.from({ length: call.count }, (_, index) => call.arg(index));
      return frag`${raw(name === 'min' ? 'least' : 'greatest')}(${join(args, ', ')})`;
    },
    docs,
  });
}
