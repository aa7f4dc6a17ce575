import {
  addDecimal,
  type Checked,
  check,
  compareDecimal,
  compile,
  divDecimal,
  type Env,
  type Row,
  references,
  type Value,
} from '@trellis/logic';
import type { Computed, RollupOp } from '../contract.ts';
import type { CompiledForm } from '../form/compile.ts';
import { ownedFields } from '../form/owned.ts';
import { isBlankRow, rowData, rowsOf } from '../form/rows.ts';
import { nearbyScope } from '../form/scope.ts';
import { staysInside } from './inside.ts';

/** What a roll-up over a record's own rows comes to, and what it reads. */
interface OwnRollup {
  readonly reads: readonly string[];
  value(data: Row, env: Env): Value;
}

/**
 * A roll-up over the rows of a sub-form that reads nothing beyond the record: worked out like a formula, in the save and
 * on the screen. Undefined for any other, and for one with mistakes. Says what `rollupSql` says of the stored rows.
 */
export function ownRollup(
  form: CompiledForm,
  { rows: key, op, path, filter }: Extract<Computed, { kind: 'rollup' }>,
): OwnRollup | undefined {
  const owned = ownedFields(form).find((one) => one.key === key);
  if (!owned || (path === undefined) !== (op === 'count')) return undefined;
  const scope = nearbyScope(owned.rows, form);
  const of = path === undefined ? undefined : check({ var: path }, scope);
  const only = filter === undefined ? undefined : check(filter, scope, { root: 'condition' });
  if (of?.ok === false || only?.ok === false) return undefined;
  const paths = [of, only].flatMap((part) => (part?.ok ? references(part.value) : []));
  if (!paths.every((one) => staysInside(owned.rows, one))) return undefined;
  const value = of && compile(of.value);
  const keeps = only && compile(only.value);
  const combine = combining(op, of?.value);
  const seen = (one: string) =>
    one.startsWith('_parent_id.')
      ? one.slice('_parent_id.'.length)
      : one.startsWith('$')
        ? one
        : `${key}.${one}`;
  return {
    reads: [key, ...paths.map(seen)],
    value: (data, env) => {
      const found: Value[] = [];
      for (const row of rowsOf(data[key])) {
        // Nobody has written in it: it is never stored.
        if (isBlankRow(owned.rows, row)) continue;
        const around = rowData(row, data);
        if (!keeps || keeps(around, env) === true) found.push(value ? value(around, env) : null);
      }
      return combine(found);
    },
  };
}

const isFilled = (value: Value): boolean =>
  value !== null && !(Array.isArray(value) && (value as readonly Value[]).length === 0);
const count = (list: readonly unknown[]): Value => String(list.length);
const meanOf = (numbers: readonly string[]): Value => {
  const sum = addDecimal(...numbers);
  return sum === null ? null : divDecimal(sum, String(numbers.length));
};

/** The values of the rows that count, in their order, as one. */
function combining(op: RollupOp, of: Checked | undefined): (values: readonly Value[]) => Value {
  const texts = (values: readonly Value[]) =>
    values.filter((value): value is string => typeof value === 'string');
  const least = (sign: number) => (values: readonly Value[]) => {
    const before = (a: string, b: string) =>
      sign * (of?.type.kind === 'number' ? compareDecimal(a, b) : a < b ? -1 : 1) < 0;
    return texts(values).reduce<string | null>(
      (best, next) => (best === null || before(next, best) ? next : best),
      null,
    );
  };
  const ways: Readonly<Record<RollupOp, (values: readonly Value[]) => Value>> = {
    count,
    filled: (values) => count(values.filter(isFilled)),
    empty: (values) => count(values.filter((value) => !isFilled(value))),
    distinct: (values) => count([...new Set(values.filter(isFilled))]),
    sum: (values) => addDecimal(...texts(values)),
    avg: (values) => meanOf(texts(values)),
    min: least(1),
    max: least(-1),
    first: (values) => values.find(isFilled) ?? null,
    last: (values) => values.findLast(isFilled) ?? null,
  };
  return ways[op];
}
