import { type ComputedNode, placesOf } from '@trellis/forms/model';
import type { Env, Frag, SqlTarget } from '@trellis/logic';
import { frag, lower, raw } from '@trellis/logic/sql';

/** The rows of a to-many path in a statement. */
export interface Rows extends ReturnType<SqlTarget['rows']> {
  /** Oldest first, or as they stand in a sub-form. */
  readonly order: Frag;
}

/** Where a computed field finds what it reads. */
export interface ComputeTarget extends SqlTarget {
  rows(path: readonly string[]): Rows;
}

/** The value of a computed field in SQL, exact and as its type stores it: an operand that needs no parentheses. */
export function computedSql(node: ComputedNode, target: ComputeTarget, env: Env): Frag {
  const value =
    node.program.kind === 'value'
      ? lower(node.program.value, target, env, 'value')
      : rollupSql(node, target, env);
  if (node.field.kind !== 'number' || node.field.many) return value;
  const places = placesOf(node.field);
  return places === undefined
    ? frag`trim_scale(${value})`
    : frag`trim_scale(round(${value}, ${raw(String(places))}))`;
}

function rollupSql({ program }: ComputedNode, target: ComputeTarget, env: Env): Frag {
  if (program.kind !== 'rollup') throw new Error('not a roll-up');
  const { from, where, inner, order } = target.rows([program.rows]);
  const only = program.filter ? frag` AND ${lower(program.filter, inner, env)}` : raw('');
  const rows = frag`FROM ${from} WHERE ${where}${only}`;
  const value = program.value ? lower(program.value, inner, env, 'value') : raw('1');
  // What an aggregate takes as a value: a list of nothing is none.
  const filled = program.value?.type.many ? frag`cardinality(${value}) > 0` : frag`${value} IS NOT NULL`;
  switch (program.op) {
    case 'count':
      return frag`(SELECT count(*)::numeric ${rows})`;
    case 'filled':
      return frag`(SELECT count(*) FILTER (WHERE ${filled})::numeric ${rows})`;
    case 'empty':
      return frag`(SELECT count(*) FILTER (WHERE (${filled}) IS NOT TRUE)::numeric ${rows})`;
    case 'distinct':
      return frag`(SELECT count(DISTINCT ${value})::numeric ${rows})`;
    case 'sum':
      return frag`(SELECT coalesce(sum(${value}), 0) ${rows})`;
    case 'avg':
      // As the language has it, so that the save finds the same in JS: twelve places, then those of the field.
      return frag`(SELECT round(sum(${value}) / nullif(count(${value}), 0), 12) ${rows})`;
    case 'first':
    case 'last':
      return frag`(SELECT ${value} ${rows} AND ${filled} ORDER BY ${order}${raw(program.op === 'last' ? ' DESC' : '')} LIMIT 1)`;
    default:
      return frag`(SELECT ${raw(program.op)}(${value}) ${rows})`;
  }
}
