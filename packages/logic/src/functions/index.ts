import type { Expr, Scope, ScopeField, ScopeForm } from '../types.ts';
import type { FormulaFunction, RowsOf } from './contract.ts';
import { DATE } from './date.ts';
import { LIST } from './list.ts';
import { LOGIC } from './logic.ts';
import { MATH } from './math.ts';
import { PEOPLE } from './people.ts';
import { operatorOf } from './template.ts';
import { TEXT } from './text.ts';

export * from './contract.ts';
export { leastArgs, mostArgs } from './define.ts';

/** Every function, section by section. Where several say the same, the first is the one that is printed. */
export const functions: readonly FormulaFunction[] = [
  ...PEOPLE,
  ...LIST,
  ...MATH,
  ...LOGIC,
  ...TEXT,
  ...DATE,
];

const byName = new Map(
  functions.flatMap((fn) => [fn.name, ...fn.aliases].map((name) => [name, fn] as const)),
);

/** A function by its name or another name of it, in any case. */
export const functionNamed = (name: string): FormulaFunction | undefined => byName.get(name.toUpperCase());

/** The function call that stands for an expression, for printing; undefined where no function says it. */
export function functionOf(
  expr: Expr,
): { readonly fn: FormulaFunction; readonly args: readonly Expr[] } | undefined {
  if (operatorOf(expr) === undefined) return undefined;
  for (const fn of functions) {
    const args = fn.fromExpr(expr);
    if (args) return { fn, args };
  }
  return undefined;
}

/** Tells rows from fields by the forms that a formula is about. */
export const rowsIn =
  (scope: Scope): RowsOf =>
  (argument) => {
    const path = (argument as { readonly var?: Expr } | null)?.var;
    const steps = typeof path === 'string' ? path.split('.') : [];
    let form: ScopeForm | undefined = scope.form;
    for (const [index, step] of steps.entries()) {
      const field: ScopeField | undefined = form?.fields.get(step);
      if (!field) return undefined;
      if (field.rows || field.type.many) {
        const [rows, row] = [steps.slice(0, index + 1), ['row', ...steps.slice(index + 1)]];
        return { rows: { var: rows.join('.') }, row: { var: row.join('.') } };
      }
      form = field.target === undefined ? undefined : scope.formOf(field.target);
    }
    return undefined;
  };
