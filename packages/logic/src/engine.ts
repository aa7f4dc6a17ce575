import jsonLogic from 'json-logic-js';
import { operators } from './operators/registry.ts';
import { type Frame, type Row, readVar } from './read.ts';
import type { CallNode, Checked, ExprNode, VarNode } from './tree.ts';
import type { Env, Json, Value } from './types.ts';

/**
 * The only file that knows json-logic-js. The library is right about structure (recursion, `if` over strict
 * booleans, `map`) and wrong about values (`null < 2`, truthiness, floats, `__proto__`), so a checked tree is
 * rewritten to the part where it is right, with our operators under private names (its operators are global to
 * the process). A node's index travels as the first argument: the operators find its types by it.
 */
interface Program {
  readonly rule: Json;
  readonly vars: readonly VarNode[];
  readonly calls: readonly CallNode[];
}

/** Data of the interpreter: bound to `this` of each operator. */
interface Machine extends Frame {
  readonly program: Program;
}

const PREFIX = 'trellis:';

const programs = new WeakMap<Checked, Program>();

for (const op of operators.values()) {
  jsonLogic.add_operation(PREFIX + op.name, function (this: Machine, index: number, ...args: Value[]): Value {
    const { of, types } = this.program.calls[index]!;
    return op.evaluate(args, { of, types, env: this.env });
  });
}
jsonLogic.add_operation(`${PREFIX}var`, function (this: Machine, index: number): Value {
  return readVar(this.program.vars[index]!, this);
});
jsonLogic.add_operation(`${PREFIX}is_true`, (condition: Value): boolean => condition === true);
jsonLogic.add_operation(`${PREFIX}rows`, function (this: Machine, rows: Value): Machine[] {
  return Array.isArray(rows) ? rows.map((row: Value) => ({ ...this, row })) : [];
});

jsonLogic.add_operation(`${PREFIX}keep`, function (this: Machine, condition: Value): Value {
  return condition === true ? this.row : null;
});

/**
 * The value of a checked expression for a record (`Row` has the shape of the data). Pure; never throws for data
 * of the form's types.
 */
export function evaluate(expression: Checked, data: Row, env: Env): Value {
  let program = programs.get(expression);
  if (!program) {
    program = rewrite(expression.root);
    programs.set(expression, program);
  }
  const machine: Machine = { record: data, row: null, env, program };
  return jsonLogic.apply(program.rule as Parameters<typeof jsonLogic.apply>[0], machine) as Value;
}

/** Whether a condition holds for a record: unknown means no. */
export const test = (condition: Checked, data: Row, env: Env): boolean =>
  evaluate(condition, data, env) === true;

function rewrite(root: ExprNode): Program {
  const vars: VarNode[] = [];
  const calls: CallNode[] = [];
  const isTrue = (condition: Json): Json => ({ [`${PREFIX}is_true`]: [condition] });

  const write = (node: ExprNode): Json => {
    if (node.node === 'literal') return node.value;
    if (node.node === 'var') return { [`${PREFIX}var`]: [vars.push(node) - 1] };
    const args = node.args.map(write);
    if (node.op.native) return node.op.native(args, isTrue);
    const index = calls.push(node) - 1;
    const [source, body] = args;
    if (node.body) {
      const each = node.op.keeps ? { [`${PREFIX}keep`]: [body as Json] } : (body as Json);
      args.splice(0, 2, { map: [{ [`${PREFIX}rows`]: [source as Json] }, each] });
    }
    return { [PREFIX + node.op.name]: [index, ...args] };
  };
  return { rule: write(root), vars, calls };
}
