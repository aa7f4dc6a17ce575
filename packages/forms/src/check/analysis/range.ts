import { compareDecimal, compareText, type Value, type ValueKind } from '@trellis/logic';

/** What a condition asks of one value. */
export type Constraint =
  | { readonly is: 'null' | 'some' }
  | { readonly is: 'in' | 'not_in'; readonly values: readonly Value[] }
  | { readonly is: 'above' | 'below'; readonly bound: Value; readonly open: boolean };

/** Whether some value of a kind, or emptiness, meets all constraints. Yes in doubt: values lie as close as they like. */
export function isPossible(kind: ValueKind, constraints: readonly Constraint[]): boolean {
  const has = (is: Constraint['is']) => constraints.some((one) => one.is === is);
  if (!constraints.some((one) => !admitsNull(one))) return true;
  if (has('null')) return false;
  const finite = constraints.flatMap((one) => (one.is === 'in' ? [one.values] : []));
  if (kind === 'boolean') finite.push([true, false]);
  const [first, ...others] = finite;
  if (first)
    return first.some(
      (value) =>
        value !== null &&
        others.every((values) => values.includes(value)) &&
        constraints.every((one) => admits(kind, one, value)),
    );
  const [low, high] = [tightest(kind, constraints, 'above'), tightest(kind, constraints, 'below')];
  if (!low || !high) return true;
  const order = compare(kind, low.bound, high.bound);
  if (order !== 0) return order < 0;
  return !low.open && !high.open && constraints.every((one) => admits(kind, one, low.bound));
}

function admitsNull(one: Constraint): boolean {
  switch (one.is) {
    case 'null':
      return true;
    case 'in':
      return one.values.includes(null);
    case 'not_in':
      return !one.values.includes(null);
    default:
      return false;
  }
}

/** Whether a value that is not empty meets a constraint. */
function admits(kind: ValueKind, one: Constraint, value: Value): boolean {
  switch (one.is) {
    case 'null':
      return false;
    case 'some':
      return true;
    case 'in':
      return one.values.includes(value);
    case 'not_in':
      return !one.values.includes(value);
    default: {
      const order = compare(kind, value, one.bound);
      return order === 0 ? !one.open : order > 0 === (one.is === 'above');
    }
  }
}

type Bound = Extract<Constraint, { is: 'above' | 'below' }>;

function tightest(kind: ValueKind, constraints: readonly Constraint[], is: Bound['is']): Bound | undefined {
  const bounds = constraints.filter((one): one is Bound => one.is === is);
  return bounds.reduce<Bound | undefined>((best, one) => {
    if (!best) return one;
    const order = compare(kind, one.bound, best.bound);
    return order === 0 ? (one.open ? one : best) : order > 0 === (is === 'above') ? one : best;
  }, undefined);
}

/** Dates and times stand in the order of their texts. */
const compare = (kind: ValueKind, a: Value, b: Value): number =>
  kind === 'number' ? compareDecimal(String(a), String(b)) : compareText(String(a), String(b));
