import type { Operator } from './operator.ts';
import type { Expr, OptionLabels, Value, ValueKind, ValueType } from './types.ts';

/** JSON pointer segments from the root of the expression. */
export type Path = readonly (string | number)[];

export interface LiteralNode {
  readonly node: 'literal';
  readonly at: Path;
  readonly type: ValueType;
  readonly value: Value;
}

export interface VarNode {
  readonly node: 'var';
  readonly at: Path;
  readonly type: ValueType;
  /** The path as written. */
  readonly name: string;
  /** Where `steps` start: the record, the same before the change, the nearest row, or `$now`, `$member` … */
  readonly base: 'record' | 'before' | 'row' | 'env';
  readonly steps: readonly string[];
  /** The path yields rows of another form. */
  readonly rows: boolean;
  /** What its options are called, where that is known. */
  readonly options?: OptionLabels;
}

export interface CallNode {
  readonly node: 'call';
  readonly at: Path;
  readonly type: ValueType;
  readonly op: Operator;
  readonly args: readonly ExprNode[];
  /** The kind shared by the arguments, see `CallContext.of`. */
  readonly of: ValueKind;
  readonly types: readonly ValueType[];
  /** Argument 1 is evaluated for each row of argument 0. */
  readonly body: boolean;
  /** The call yields rows of another form. */
  readonly rows: boolean;
  /** What its options are called, where that is known. */
  readonly options?: OptionLabels;
  /** The call stands for the labels of these options: nobody wrote it, people see what it stands for. */
  readonly labels?: ExprNode;
}

export type ExprNode = LiteralNode | VarNode | CallNode;

const brand: unique symbol = Symbol('checked');

/** What a part is called in messages: the path of a field, or the operator. */
export const nameOf = (node: ExprNode): string =>
  node.node === 'literal' ? '' : node.node === 'var' ? node.name : node.op.name;

/** An expression that passed `check`: the only thing that can be evaluated or lowered. */
export interface Checked {
  readonly [brand]: true;
  readonly type: ValueType;
  readonly expr: Expr;
  readonly root: ExprNode;
}

export const checked = (expr: Expr, root: ExprNode): Checked =>
  Object.freeze({ [brand]: true as const, type: root.type, expr, root });

export const isChecked = (candidate: object): candidate is Checked => Object.hasOwn(candidate, brand);
