import { type Expr, firstInstant, type ValueKind } from '@trellis/logic';
import type { Bucket } from '@trellis/metadata';
import { nextBucket } from './calendar.ts';

/** What a condition on a dimension depends on. */
export interface DrillDimension {
  /** The path that conditions name. */
  readonly path: string;
  /** The path that is empty where the dimension is; differs for references, which count as empty when unseen. */
  readonly emptyPath: string;
  readonly kind: ValueKind;
  readonly bucket?: Bucket;
}

/** The condition that a record belongs to one value of a dimension (null = to none). */
export function valueConditions(dimension: DrillDimension, value: string | null, tz: string): Expr[] {
  const at = { var: dimension.path };
  if (value === null) return [{ is_empty: [{ var: dimension.emptyPath }] }];
  if (dimension.kind === 'boolean') return [{ '==': [at, value === 'true'] }];
  if (dimension.bucket === undefined) return [{ '==': [at, value] }];
  const end = nextBucket(value, dimension.bucket);
  const edge = (date: string) => (dimension.kind === 'datetime' ? firstInstant(date, tz) : date) ?? undefined;
  const from = edge(value);
  const to = end === undefined ? undefined : edge(end);
  // Half-open; at the ends of the calendar one side is enough.
  return [
    ...(from === undefined ? [] : [{ '>=': [at, from] }]),
    ...(to === undefined ? [] : [{ '<': [at, to] }]),
  ];
}

/** All of the conditions as one, without needless nesting; null when there is none. */
export function allOf(conditions: readonly Expr[]): Expr | null {
  const flat = conditions.flatMap(conjuncts);
  const [only] = flat;
  if (only === undefined) return null;
  return flat.length === 1 ? only : { and: flat };
}

/** The conditions that a conjunction is made of. */
export function conjuncts(condition: Expr): readonly Expr[] {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return [condition];
  const { and, ...rest } = condition as { readonly and?: Expr };
  return Array.isArray(and) && Object.keys(rest).length === 0
    ? (and as readonly Expr[]).flatMap(conjuncts)
    : [condition];
}
