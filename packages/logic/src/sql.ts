import { frag, param, raw } from './frag.ts';
import type { SqlCall } from './operator.ts';
import { today } from './read.ts';
import { sqlType, sqlValue } from './sql-parts.ts';
import type { CallNode, Checked, ExprNode, VarNode } from './tree.ts';
import type { Env, Frag, SqlTarget } from './types.ts';

export { frag, join, param, raw, toSql } from './frag.ts';
export { sqlType, sqlValue } from './sql-parts.ts';

/** State of one compilation. */
interface Lowering {
  readonly target: SqlTarget;
  readonly env: Env;
  /** Rows of the nearest `some/all/none/count`: a target for records, or the element of a many-value. */
  readonly row: SqlTarget | { readonly element: Frag } | null;
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
  return write(expression.root, { target, env, row: null, level: 0 }, as === 'where');
}

function write(node: ExprNode, state: Lowering, loose: boolean): Frag {
  if (node.node === 'literal') return sqlValue(node.value, node.type);
  if (node.node === 'var') return writeVar(node, state);
  return node.op.sql(callOf(node, state, loose));
}

function writeVar(node: VarNode, state: Lowering): Frag {
  if (node.base === 'env') return writeEnvironment(node, state.env);
  if (node.base === 'record') return state.target.column(node.steps);
  if (!state.row) throw new Error('row outside of its rows');
  return 'element' in state.row ? state.row.element : state.row.column(node.steps);
}

function writeEnvironment({ name, type }: VarNode, env: Env): Frag {
  const values: Readonly<Record<string, unknown>> = {
    $now: env.now,
    $today: today(env),
    $member: env.member.id,
    '$member.departments': env.member.departments,
    '$member.roles': env.member.roles,
  };
  return param(values[name], sqlType(type));
}

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
      return arg.node === 'literal' ? arg.value !== null : arg.node === 'var' && arg.base === 'env';
    },
    rows: () => writeRows(at(0), node.body ? at(1) : undefined, state),
  };
}

function writeRows(
  source: ExprNode,
  body: ExprNode | undefined,
  state: Lowering,
): ReturnType<SqlCall['rows']> {
  const inside = (row: Lowering['row']): Frag =>
    body ? write(body, { ...state, row, level: state.level + 1 }, true) : raw('true');
  if (source.node === 'var' && source.rows) {
    const outer = source.base === 'row' ? state.row : state.target;
    if (!outer || 'element' in outer) throw new Error(`${source.name} has no rows here`);
    const { from, where, inner } = outer.rows(source.steps);
    return { from, where, body: inside(inner) };
  }
  const alias = raw(`_e${state.level}`);
  const from = frag`unnest(${write(source, state, false)}) AS ${alias}(v)`;
  return { from, where: raw('true'), body: inside({ element: frag`${alias}.v` }) };
}
