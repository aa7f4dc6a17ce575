import { operators } from '../operators/registry.ts';
import type { Expr, Json } from '../types.ts';
import type { FormulaNames, FormulaOption } from './types.ts';
import { type Around, absolute, aroundArgs, type Call, callOf, varOf } from './walk.ts';

type Options = readonly FormulaOption[];

interface Change {
  readonly names: FormulaNames;
  change(text: string, options: Options): string;
  copied(from: Expr, to: Expr, literal: (json: Json) => Json): void;
}

/**
 * Texts beside a field with options (`{阶段} = "赢单"`), each as `change` has it: documents hold keys, people type labels.
 * @param wanted options of the field whose value the whole is, for its branches: `IF(…, "甲", "乙")`
 */
export const changeOptions = (expr: Expr, wanted: Options, change: Change): Expr =>
  inside(expr, { wanted, around: null }, change);

interface Place {
  readonly wanted: Options;
  readonly around: Around;
}

function inside(expr: Expr, { wanted, around }: Place, rules: Change): Expr {
  if (typeof expr === 'string') return wanted.length > 0 ? rules.change(expr, wanted) : expr;
  if (Array.isArray(expr)) {
    const literal = (json: Json): Json => (typeof json === 'string' ? rules.change(json, wanted) : json);
    const list = wanted.length > 0 ? (expr as readonly Json[]).map(literal) : expr;
    if (list !== expr) rules.copied(expr, list, literal);
    return list;
  }
  const call = callOf(expr);
  if (!call) return expr;
  const beside = optionsBeside(call, around, rules.names);
  const options = beside.length > 0 ? beside : wanted;
  const arounds = aroundArgs(call, around);
  const args = call.args.map((arg, index) => {
    const fits = roleOf(call, index) === 'result' || (beside.length > 0 && roleOf(call, index) === 'shared');
    return inside(arg, { wanted: fits ? options : [], around: arounds[index] ?? null }, rules);
  });
  if (args.every((arg, index) => arg === call.args[index])) return expr;
  const next = { [call.name]: args };
  rules.copied(expr, next, (json) => (typeof json === 'string' ? rules.change(json, options) : json));
  return next;
}

/** Whether an argument is what the call comes to, of the same kind as others that may be options, or neither. */
function roleOf({ name, args }: Call, index: number): 'result' | 'shared' | undefined {
  const signature = operators.get(name)?.signature;
  const param = signature?.params(args.length)[index];
  if (param?.is === 'list') return 'shared';
  const body = param?.is === 'body' && param.same === true;
  if (!body && !(param?.is === 'value' && param.same && param.kinds.includes('option'))) return undefined;
  return signature?.result === 'same' ? 'result' : 'shared';
}

/** Options of the first field with options among the arguments that share a kind. */
function optionsBeside(call: Call, around: Around, names: FormulaNames): Options {
  const arounds = aroundArgs(call, around);
  for (const [index, arg] of call.args.entries()) {
    const rows = index === 0 && operators.get(call.name)?.signature.result === 'source';
    if (roleOf(call, index) === undefined && !rows) continue;
    const path = varOf(arg);
    const inner = callOf(arg);
    const within = arounds[index] ?? null;
    const found =
      path === undefined
        ? inner && resultOptions(inner, within, names)
        : names.options(absolute(path, within));
    if (found && found.length > 0) return found;
  }
  return [];
}

/** Options that a call may come to. */
const resultOptions = (call: Call, around: Around, names: FormulaNames): Options =>
  call.args.some((_, index) => roleOf(call, index) === 'result') ||
  operators.get(call.name)?.signature.result === 'source'
    ? optionsBeside(call, around, names)
    : [];

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
