import { totalsOf } from '@trellis/forms/model';
import { check, type Frag, normalizeDecimal } from '@trellis/logic';
import { frag, raw } from '@trellis/logic/sql';
import type { Scoped } from '../../access/scoped.ts';
import type { GroupQuery } from '../../types.ts';
import { invalid, unknownField } from '../input.ts';

/** One aggregate over the records of a group. */
interface Part {
  readonly value: Frag;
  /** How the parts of groups make that of all of them; absent where they can't: the same value may be in two. */
  readonly rollup?: 'sum' | 'min' | 'max';
}

/** What is worked out of a field. */
export interface Total {
  readonly field: string;
  readonly parts: readonly Part[];
  /** The total, of its parts by their names. */
  readonly result: (parts: readonly Frag[]) => Frag;
  /** Exact numbers are given in canonical text. */
  readonly exact: boolean;
}

type Fn = NonNullable<GroupQuery['totals']>[string];

/** The wanted totals. Errors: query_invalid (unknown_field, encrypted_field, not_totalled). */
export const totalsIn = (scope: Scoped, totals: GroupQuery['totals'] = {}): Total[] =>
  Object.entries(totals).map(([key, fn]) => totalOf(scope, key, fn));

function totalOf(scope: Scoped, key: string, fn: Fn): Total {
  const path = ['totals', key];
  const field = scope.access.scope.form.fields.get(key);
  if (!field) throw unknownField(path, key);
  const { kind, many = false } = field.type;
  const params = { name: key };
  if (field.encrypted) throw invalid({ path, code: 'encrypted_field', params });
  if (field.rows || !totalsOf(kind, many).includes(fn)) throw invalid({ path, code: 'not_totalled', params });
  const exact = kind === 'number' || !(fn === 'min' || fn === 'max');
  return { field: key, exact, ...FUNCTIONS[fn](scope, key) };
}

const COUNT: Part = { value: raw('count(*)'), rollup: 'sum' };
const only = ([part = raw('NULL')]: readonly Frag[]): Frag => part;

const FUNCTIONS: {
  readonly [F in Fn]: (scope: Scoped, key: string) => Pick<Total, 'parts' | 'result'>;
} = {
  sum: (scope, key) => ({ parts: [{ value: frag`sum(${scope.column(key)})`, rollup: 'sum' }], result: only }),
  min: (scope, key) => ({ parts: [{ value: frag`min(${scope.column(key)})`, rollup: 'min' }], result: only }),
  max: (scope, key) => ({ parts: [{ value: frag`max(${scope.column(key)})`, rollup: 'max' }], result: only }),
  avg: (scope, key) => ({
    parts: [
      { value: frag`sum(${scope.column(key)})`, rollup: 'sum' },
      { value: frag`count(${scope.column(key)})`, rollup: 'sum' },
    ],
    result: ([sum = raw('0'), count = raw('0')]) => frag`${sum} / nullif(${count}, 0)`,
  }),
  distinct: (scope, key) => ({
    parts: [{ value: frag`count(DISTINCT ${scope.column(key)})` }],
    result: only,
  }),
  filled: (scope, key) => ({
    parts: [COUNT, empties(scope, key)],
    result: ([all, none]) => frag`${all ?? raw('0')} - ${none ?? raw('0')}`,
  }),
  empty: (scope, key) => ({ parts: [empties(scope, key)], result: only }),
};

/** Records without a value, as conditions see it. */
function empties(scope: Scoped, key: string): Part {
  const empty = check({ is_empty: [{ var: key }] }, scope.access.scope, { root: 'condition' });
  if (!empty.ok) throw invalid({ path: ['totals', key], code: 'not_totalled', params: { name: key } });
  return { value: frag`count(*) FILTER (WHERE ${scope.lower(empty.value)})`, rollup: 'sum' };
}

/** A total as the contract has it. */
export const totalText = ({ exact }: Total, value: unknown): string | null =>
  value === null || value === undefined ? null : exact ? normalizeDecimal(String(value)) : String(value);
