import { frag, join, raw } from '../frag.ts';
import { type Operator, type OperatorDoc, operator, type Param, repeated } from '../operator.ts';
import { valuesOf } from '../sql-parts.ts';
import { compareValues } from './compare.ts';
import { known } from './sums.ts';

const VALUE: Param = {
  is: 'value',
  kinds: ['number', 'date', 'time', 'datetime'],
  same: true,
  many: 'either',
};

/** `min` and `max`: of values, lists, or both. */
export function extremum(
  name: 'min' | 'max',
  docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc },
  examples: Operator['examples'],
): Operator {
  const sign = name === 'min' ? 1 : -1;
  return operator({
    name,
    signature: repeated(VALUE, 1, 100, 'same'),
    nullRule: 'skipped',
    evaluate: (args, { of }) => {
      const values = known(args);
      return values.reduce(
        (best, next) => (sign * compareValues(next, best, of) < 0 ? next : best),
        values[0] ?? null,
      );
    },
    sql: (call) => {
      const lists = call.types.some(({ many }) => many);
      if (lists) return frag`(SELECT ${raw(name)}(_s.v) FROM (${valuesOf(call)}) AS _s)`;
      const args = Array.from({ length: call.count }, (_, index) => call.arg(index));
      return frag`${raw(name === 'min' ? 'least' : 'greatest')}(${join(args, ', ')})`;
    },
    docs,
    examples,
  });
}
