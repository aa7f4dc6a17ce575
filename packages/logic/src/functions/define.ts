import type { Expr } from '../types.ts';
import type { FormulaFunction, FunctionGroup, FunctionParam, RowsIn, RowsOf } from './contract.ts';
import { hole, sameExpr, unify, widthOf } from './template.ts';

type Texts = readonly [summary: string, example: string];

interface Definition {
  readonly params: readonly FunctionParam[];
  readonly zh: Texts;
  /** The example is the Chinese one where it names no fields. */
  readonly en: readonly [summary: string, example?: string];
  readonly aliases?: readonly string[];
  readonly toExpr: FormulaFunction['toExpr'];
  /** Where `toExpr` looks into its arguments, so that placeholders would not do; `null` = never printed. */
  readonly fromExpr?: ((expr: Expr) => readonly Expr[] | undefined) | null;
}

/** Arguments to try beyond those of the operator on top: `REPLACE` has more than the `concat` it becomes. */
const SLACK = 3;

const noRows: RowsOf = () => undefined;

/** Good enough to read back what came from a form: to-many paths begin with their rows. */
const firstStep: RowsOf = (argument) => {
  const path = (argument as { readonly var?: Expr } | null)?.var;
  const at = typeof path === 'string' ? path.indexOf('.') : -1;
  if (typeof path !== 'string' || path.startsWith('$')) return undefined;
  if (at < 0) return { rows: argument, row: { var: 'row' } };
  return { rows: { var: path.slice(0, at) }, row: { var: `row${path.slice(at)}` } };
};

/** Makes functions of one group. */
export const group =
  (name: FunctionGroup) =>
  (functionName: string, definition: Definition): FormulaFunction => {
    const { params, zh, en, aliases = [], toExpr, fromExpr } = definition;
    const templates: Templates = new Map();
    return {
      name: functionName,
      aliases,
      group: name,
      params,
      docs: {
        zh: { summary: zh[0], example: zh[1] },
        en: { summary: en[0], example: en[1] ?? zh[1] },
      },
      toExpr,
      fromExpr:
        fromExpr === null
          ? () => undefined
          : (expr) => {
              const args = fromExpr ? fromExpr(expr) : solve(params, toExpr, expr, templates);
              return args && sameExpr(toExpr(args, firstStep), expr) ? args : undefined;
            },
    };
  };

/** What a call comes to with placeholders, by their number; a formula asks every function at every step. */
type Templates = Map<number, readonly { readonly probe: readonly Expr[]; readonly template: Expr }[]>;

function solve(
  params: readonly FunctionParam[],
  toExpr: FormulaFunction['toExpr'],
  expr: Expr,
  templates: Templates,
): readonly Expr[] | undefined {
  const least = leastArgs(params);
  const most = Math.min(mostArgs(params), Math.max(least, widthOf(expr) + SLACK));
  for (let count = least; count <= most; count++) {
    const known =
      templates.get(count) ??
      probes(params, count).map((probe) => ({ probe, template: toExpr(probe, noRows) }));
    templates.set(count, known);
    for (const { probe, template } of known) {
      const found = unify(template, expr, count);
      const args = probe.map((arg, index) => (typeof arg === 'string' ? arg : found?.[index]));
      if (found && args.every((arg) => arg !== undefined)) return args;
    }
  }
  return undefined;
}

/** Placeholders for so many arguments, and each word in turn where only words may stand. */
function probes(params: readonly FunctionParam[], count: number): readonly (readonly Expr[])[] {
  const words = params.findIndex((param) => param.choices);
  const holes = Array.from({ length: count }, (_, index) => hole(index));
  if (words < 0 || words >= count) return [holes];
  return (params[words]?.choices ?? []).map((word) => holes.with(words, word));
}

/** The fewest arguments of a call. */
export const leastArgs = (params: readonly FunctionParam[]): number =>
  params.filter((param) => !param.optional).length;

/** The most arguments of a call. */
export const mostArgs = (params: readonly FunctionParam[]): number =>
  params.at(-1)?.repeat ? 100 : params.length;

type Extra = Omit<FunctionParam, 'name' | 'optional' | 'repeat'>;

/** A parameter that must be given. */
export const need = (zh: string, en: string, extra: Extra = {}): FunctionParam => ({
  name: { zh, en },
  ...extra,
});

/** A parameter that may be left out. */
export const may = (zh: string, en: string, extra: Extra = {}): FunctionParam => ({
  ...need(zh, en, extra),
  optional: true,
});

/** Any number more of the same. */
export const more = (zh: string, en: string): FunctionParam => ({
  ...need(zh, en),
  optional: true,
  repeat: true,
});

/** Calls an operator with the arguments as they stand. */
export const op =
  (name: string) =>
  (args: readonly Expr[]): Expr => ({ [name]: args });

/** The rows of an argument, and what of each row is meant; the elements themselves for a list. */
export const rowsOr = (argument: Expr, rowsOf: RowsOf): RowsIn =>
  rowsOf(argument) ?? { rows: argument, row: { var: 'row' } };
