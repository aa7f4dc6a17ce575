import { foldConstants } from './constants.ts';
import { environmentOf } from './environment.ts';
import { frag, param, raw } from './frag.ts';
import type { SqlCall, SqlElements } from './operator.ts';
import { sqlType, sqlValue } from './sql-parts.ts';
import type { CallNode, Checked, ExprNode, VarNode } from './tree.ts';
import type { Env, Frag, SqlTarget } from './types.ts';

export { frag, join, param, raw, toSql } from './frag.ts';
export { sqlType, sqlValue } from './sql-parts.ts';

/** A row: a target for records, or the element of a list. */
type RowState = SqlTarget | { readonly element: Frag };

/** The rows of an argument as a relation; `row` is what a FROM item yields. */
interface Relation {
  readonly from: Frag;
  readonly where: Frag;
  readonly row: RowState;
  readonly order: Frag;
}

const UNSORTED = raw('null::int');

/** State of one compilation. */
interface Lowering {
  readonly target: SqlTarget;
  readonly env: Env;
  /** The row of the nearest `some/all/count/map…`. */
  readonly row: RowState | null;
  /** How many row scopes are open; numbers the aliases of elements. */
  readonly level: number;
}

/**
 * A checked expression as SQL, an operand that needs no parentheses. For `where` (of use to conditions only) it
 * may be null where the condition is false, which lets plain comparisons use indexes; as a `value` it is exact.
 * Columns of the target must be such operands too, of the types that `sqlType` names; `rows` of the target must
 * give each FROM item an alias of its own.
 */
export function lower(
  expression: Checked,
  target: SqlTarget,
  env: Env,
  as: 'where' | 'value' = 'where',
): Frag {
  return write(foldConstants(expression), { target, env, row: null, level: 0 }, as === 'where');
}

function write(node: ExprNode, state: Lowering, loose: boolean): Frag {
  if (node.node === 'literal') return sqlValue(node.value, node.type);
  if (node.node === 'var') return writeVar(node, state);
  return node.op.sql(callOf(node, state, loose));
}

function writeVar(node: VarNode, state: Lowering): Frag {
  if (node.base === 'env') return writeEnvironment(node, state.env);
  if (node.base === 'record') return state.target.column(node.steps);
  if (node.base === 'before') {
    const { exists, target } = beforeOf(state);
    return node.steps.length === 0 ? exists : target.column(node.steps);
  }
  if (!state.row) throw new Error('row outside of its rows');
  return 'element' in state.row ? state.row.element : state.row.column(node.steps);
}

function beforeOf({ target }: Lowering): NonNullable<SqlTarget['before']> {
  // `check` lets $before through only where its reader said that there is such a thing.
  if (!target.before) throw new Error('The record before the change is not known to this query');
  return target.before;
}

const writeEnvironment = ({ name, type }: VarNode, env: Env): Frag =>
  param(environmentOf(name)?.read(env) ?? null, sqlType(type));

function callOf(node: CallNode, state: Lowering, loose: boolean): SqlCall {
  const { of, types, args } = node;
  const at = (index: number): ExprNode => {
    const arg = args[index];
    if (!arg) throw new Error(`${node.op.name} has no argument ${index}`);
    return arg;
  };
  return {
    of,
    types,
    env: state.env,
    count: args.length,
    loose,
    arg: (index) => write(at(index), state, false),
    condition: (index) => write(at(index), state, true),
    literal: (index) => {
      const arg = args[index];
      return arg?.node === 'literal' ? arg.value : undefined;
    },
    present: (index) => {
      const arg = at(index);
      if (arg.node === 'literal') return arg.value !== null;
      return arg.node === 'var' && arg.base === 'env' && !environmentOf(arg.name)?.nullable;
    },
    rows: () => {
      const { from, where, row } = relation(at(0), state, false);
      return { from, where, body: node.body ? inside(at(1), row, state, true) : raw('true') };
    },
    elements: (index) => elements(index === undefined ? node : at(index), state),
  };
}

const inside = (body: ExprNode, row: RowState, state: Lowering, loose: boolean): Frag =>
  write(body, { ...state, row, level: state.level + 1 }, loose);

function elements(node: ExprNode, state: Lowering): SqlElements {
  const { from, where, row, order } = relation(node, state, true);
  if (!('element' in row)) throw new Error('rows are no elements');
  return { from, where, value: row.element, order };
}

/** Rows and lists alike. Aliases are numbered by level: a relation sees those around it, never those beside it. */
function relation(node: ExprNode, state: Lowering, ordered: boolean): Relation {
  const alias = `_e${state.level}`;
  if (node.node === 'var' && node.rows) return records(node, state);
  if (node.node === 'call' && node.body) {
    const [source, body] = node.args;
    if (source && body && node.op.keeps) {
      const rows = relation(source, state, ordered);
      return { ...rows, where: frag`${rows.where} AND ${inside(body, rows.row, state, true)}` };
    }
    if (source && body && node.type.many) {
      const rows = relation(source, state, ordered);
      const value = inside(body, rows.row, state, false);
      // A level of its own, so that the value is computed once and an aggregate over it belongs to this query.
      const from = frag`(SELECT ${value} AS v, ${rows.order} AS o FROM ${rows.from} WHERE ${rows.where} OFFSET 0) AS ${raw(alias)}`;
      return {
        from,
        where: raw(`${alias}.v IS NOT NULL`),
        row: { element: raw(`${alias}.v`) },
        order: raw(`${alias}.o`),
      };
    }
  }
  const list = write(node, state, false);
  const each =
    node.type.kind === 'file'
      ? frag`jsonb_array_elements(CASE jsonb_typeof(${list}) WHEN 'array' THEN ${list} END)`
      : frag`unnest(${list})`;
  const from = ordered
    ? frag`${each} WITH ORDINALITY AS ${raw(`${alias}(v, o)`)}`
    : frag`${each} AS ${raw(`${alias}(v)`)}`;
  return {
    from,
    where: ordered ? raw(`${alias}.v IS NOT NULL`) : raw('true'),
    row: { element: raw(`${alias}.v`) },
    order: ordered ? raw(`${alias}.o`) : UNSORTED,
  };
}

function records(source: VarNode, state: Lowering): Relation {
  const outer =
    source.base === 'row' ? state.row : source.base === 'before' ? beforeOf(state).target : state.target;
  if (!outer || 'element' in outer) throw new Error(`${source.name} has no rows here`);
  const { from, where, inner, order } = outer.rows(source.steps);
  return { from, where, row: inner, order: order ?? UNSORTED };
}
