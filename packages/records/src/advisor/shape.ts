import type { Sort } from '@trellis/metadata';
import { columnIn, type Planned } from './columns.ts';

/** What a list asks of a form, without any value: the same for all who ask alike. */
export interface Shape {
  /** Fields that must have one value, by key. */
  readonly equal: readonly string[];
  /** Fields that are filtered by in other ways. */
  readonly also: readonly string[];
  /** Nothing: newest first. */
  readonly sort: readonly Sort[];
}

/**
 * The shape of a list, as far as an index could serve it: the conditions that all records must meet, and the order where
 * it is one of columns. Undefined where no index is of use. The filter has been checked already.
 */
export function shapeOf(
  form: Planned,
  { filter, sort = [] }: { readonly filter?: unknown; readonly sort?: readonly Sort[] | undefined },
): Shape | undefined {
  const equal = new Set<string>();
  const also = new Set<string>();
  for (const clause of clausesOf(filter)) {
    const key = equalField(clause);
    if (key !== undefined) equal.add(key);
    else for (const field of fieldsIn(clause)) also.add(field);
  }
  const known = (key: string) => columnIn(form, key) !== undefined;
  const order = sort.every(({ field }) => columnIn(form, field)?.sortable) ? sort : [];
  const shape = {
    equal: [...equal].filter(known).sort(),
    also: [...also].filter((key) => known(key) && !equal.has(key)).sort(),
    sort: usual(order) ? [] : order.map(({ field, dir }) => ({ field, dir })),
  };
  return shape.equal.length === 0 && shape.sort.length === 0 ? undefined : shape;
}

const usual = (sort: readonly Sort[]): boolean => sort.length === 1 && sort[0]?.field === '_created_at';

/** The conditions that a filter is the conjunction of. */
function clausesOf(filter: unknown): readonly unknown[] {
  const and = only(filter)?.[0] === 'and' ? only(filter)?.[1] : undefined;
  if (Array.isArray(and)) return and.flatMap(clausesOf);
  return filter === undefined || filter === null ? [] : [filter];
}

/** The own field that a clause compares with something that is the same for all records. */
function equalField(clause: unknown): string | undefined {
  const bare = varOf(clause);
  if (bare !== undefined) return bare;
  const [operator, args] = only(clause) ?? [];
  if (operator !== '==' || !Array.isArray(args) || args.length !== 2) return undefined;
  const [left, right] = args as [unknown, unknown];
  const key = varOf(left);
  return key !== undefined && right !== null && fieldsIn(right).length === 0 ? key : undefined;
}

/** Name of a field of the record itself; paths and what is asked of the person or the clock are none. */
function varOf(expr: unknown): string | undefined {
  const [operator, name] = only(expr) ?? [];
  const key = Array.isArray(name) ? name[0] : name;
  return operator === 'var' && typeof key === 'string' && /^[a-z_]\w*$/.test(key) ? key : undefined;
}

function fieldsIn(expr: unknown): string[] {
  const key = varOf(expr);
  if (key !== undefined) return [key];
  if (expr === null || typeof expr !== 'object') return [];
  return Object.values(expr).flatMap(fieldsIn);
}

/** The one member of an expression. */
function only(expr: unknown): readonly [string, unknown] | undefined {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return undefined;
  const entries = Object.entries(expr);
  return entries.length === 1 ? entries[0] : undefined;
}

/** As it is kept. */
export const writeShape = ({ equal, also, sort }: Shape): string => JSON.stringify([equal, also, sort]);

/** A shape that was kept, if the form still has its fields. */
export function readShape(form: Planned, text: string): Shape | undefined {
  const [equal, also, sort] = JSON.parse(text) as [string[], string[], Sort[]];
  const known = [...equal, ...also].every((key) => columnIn(form, key) !== undefined);
  return known && sort.every(({ field }) => columnIn(form, field)?.sortable)
    ? { equal, also, sort }
    : undefined;
}
