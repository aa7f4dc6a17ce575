import { type Operator, operator, type Param, repeated, type SqlCall } from '../operator.ts';
import type { Frag, Value } from '../types.ts';

const NUMBERS: Param = { is: 'value', kinds: ['number'], many: 'either' };

/** The known values among arguments and the elements of lists. */
export function known(args: readonly Value[]): string[] {
  const all = args.flatMap((arg): readonly Value[] => (Array.isArray(arg) ? arg : [arg]));
  return all.filter((item): item is string => typeof item === 'string');
}

/** `sum` and `avg`: of numbers, lists of numbers, or both. */
export function ofNumbers(
  name: 'sum' | 'avg',
  compute: (numbers: readonly string[]) => string | null,
  sql: (call: SqlCall) => Frag,
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: repeated(NUMBERS, 1, 100, 'number'),
    nullRule: 'skipped',
    evaluate: (args) => compute(known(args)),
    sql,
    docs,
    examples,
  });
}
