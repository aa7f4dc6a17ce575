import type { Expr, Json } from '../types.ts';
import type { FormulaNames, FormulaOption } from './types.ts';
import { absolute, callOf, type Place, rewrite, varOf } from './walk.ts';

/**
 * Texts beside a field with options (`{阶段} = "赢单"`), each as `change` has it: documents hold keys, people type labels.
 */
export function changeOptions(
  expr: Expr,
  names: FormulaNames,
  change: (text: string, options: readonly FormulaOption[]) => string,
  copied: (from: Expr, to: Expr, literal: (json: Json) => Json) => void,
): Expr {
  return rewrite(expr, { around: null, depth: 0 }, (part, place, before) => {
    const options = optionsBeside(part, place, names);
    const call = callOf(part);
    if (options.length === 0 || !call) {
      if (part !== before) copied(before, part, (json) => json);
      return part;
    }
    const literal = (json: Json): Json => (typeof json === 'string' ? change(json, options) : json);
    const args = call.args.map((arg) => {
      if (!Array.isArray(arg)) return literal(arg);
      const list = (arg as readonly Json[]).map(literal);
      copied(arg, list, literal);
      return list;
    });
    const next = { [call.name]: args };
    copied(before, next, literal);
    return next;
  });
}

/** Options of the first field with options among the arguments of a call. */
function optionsBeside(expr: Expr, { around }: Place, names: FormulaNames): readonly FormulaOption[] {
  for (const arg of callOf(expr)?.args ?? []) {
    const path = varOf(arg);
    const options = path === undefined ? [] : names.options(absolute(path, around));
    if (options.length > 0) return options;
  }
  return [];
}

/** The key of an option that was typed by key or label. */
export function optionKey(text: string, options: readonly FormulaOption[]): string {
  if (options.some(({ key }) => key === text)) return text;
  const wanted = text.normalize('NFKC').trim();
  const found = options.find(({ labels }) =>
    labels.some((label) => label.normalize('NFKC').trim() === wanted),
  );
  return found?.key ?? text;
}

/** The label of an option, where it leads back to its key. */
export function optionLabel(key: string, options: readonly FormulaOption[]): string {
  const label = options.find((option) => option.key === key)?.labels[0];
  return label !== undefined && optionKey(label, options) === key ? label : key;
}
