import { normalizeDecimal } from '../decimal.ts';
import { type FormulaFunction, functionOf, leastArgs, mostArgs } from '../functions/index.ts';
import type { Expr, Json } from '../types.ts';
import { GENERIC, paramAt } from './build.ts';
import { infixOfOperator, LEVEL } from './infix.ts';
import { isLongNumber, readNumber, writeText } from './literals.ts';
import { changeOptions, optionLabel } from './options.ts';
import { aroundBody, rowsIn, rowsOfArgument } from './rows.ts';
import type { FormulaNames, FormulaOption } from './types.ts';
import { type Around, absolute, aroundArgs, callOf, isRow, sameExpr, varOf } from './walk.ts';

export interface PrintOptions {
  /** Fields and options as people read them (`labels`), options alone (`options`, for editors that show fields as chips). */
  readonly as?: 'keys' | 'options' | 'labels';
  /** Those of the field whose value it is. */
  readonly options?: readonly FormulaOption[];
}

interface PrintContext {
  readonly names: FormulaNames;
  readonly labels: boolean;
  readonly around: Around;
}

interface Printed {
  readonly text: string;
  readonly level: number;
}

const atom = (text: string): Printed => ({ text, level: LEVEL.atom });

/** The formula of an expression; `parseFormula` makes the same expression of it. Nothing is unprintable. */
export function printFormula(expr: Expr, names: FormulaNames, options: PrintOptions = {}): string {
  const { as = 'keys', options: wanted = [] } = options;
  const change = { names, change: optionLabel, copied: () => undefined };
  const shown = as === 'keys' ? expr : changeOptions(expr, wanted, change);
  return print({ names, labels: as === 'labels', around: null }, shown).text;
}

function print(context: PrintContext, expr: Expr): Printed {
  if (Array.isArray(expr))
    return atom(`[${(expr as readonly Json[]).map((item) => print(context, item).text).join(', ')}]`);
  if (expr === null || typeof expr !== 'object') return literal(expr);
  const path = varOf(expr);
  if (path !== undefined) return variable(context, path, expr);
  if (!callOf(expr)) return atom(`${GENERIC}("json", ${writeText(JSON.stringify(expr))})`);
  return infix(context, expr) ?? functionCall(context, expr) ?? generic(context, expr);
}

function literal(json: null | boolean | number | string): Printed {
  if (json === null) return atom('NULL');
  if (typeof json === 'boolean') return atom(json ? 'TRUE' : 'FALSE');
  if (typeof json === 'string' && !isLongNumber(json)) return atom(writeText(json));
  const text = normalizeDecimal(json);
  if (text === null || readNumber(text.replace('-', '')) === undefined)
    return atom(`${GENERIC}("json", "${json}")`);
  return { text, level: text.startsWith('-') ? LEVEL.unary : LEVEL.atom };
}

function variable(context: PrintContext, path: string, expr: Expr): Printed {
  const { names, around } = context;
  const system = path.startsWith('$') ? functionOf(expr) : undefined;
  if (system?.args.length === 0) return atom(`${system.fn.name}()`);
  const braces = (name: string) => atom(`{${context.labels ? names.show(name) : name}}`);
  const byName = () => atom(`${GENERIC}("var", ${writeText(path)})`);
  if (around === null || around === '?') return fitsBraces(path) ? braces(path) : byName();
  const elements = !rowsIn(names, around).includes(around);
  if (path === 'row') return braces(elements ? around : path);
  if (isRow(path)) return braces(absolute(path, around));
  // By its plain name it would mean the row.
  const taken = path === around ? elements : path.startsWith(`${around}.`);
  return taken || !fitsBraces(path) ? byName() : braces(path);
}

const fitsBraces = (path: string): boolean =>
  path !== '' && path === path.trim().normalize('NFKC') && !/[{}\n]/.test(path);

function infix(context: PrintContext, expr: Expr): Printed | undefined {
  const call = callOf(expr)!;
  const found = infixOfOperator.get(call.name);
  const { args } = call;
  if (!found?.sign || args.length < 2 || (args.length > 2 && !found.flat)) return undefined;
  const [first, second] = args as readonly [Expr, Expr];
  if (call.name === '-' && first === 0 && typeof second !== 'number' && !isLong(second))
    return { text: `-${within(context, second, LEVEL.unary)}`, level: LEVEL.unary };
  const texts = args.map((arg, index) => {
    // `a + b + c` is one sum; a sum of a sum keeps its parentheses.
    const nested = index === 0 && found.flat === true && callOf(arg)?.name === call.name;
    return within(context, arg, index > 0 || nested ? found.level + 1 : found.level);
  });
  return { text: texts.join(` ${found.sign} `), level: found.level };
}

const isLong = (expr: Expr): boolean => typeof expr === 'string' && isLongNumber(expr);

function within(context: PrintContext, expr: Expr, level: number): string {
  const printed = print(context, expr);
  return printed.level < level ? `(${printed.text})` : printed.text;
}

/** The function whose arguments give this very expression back. */
function functionCall(context: PrintContext, expr: Expr): Printed | undefined {
  const found = functionOf(expr);
  if (!found) return undefined;
  const { fn, args } = found;
  const rowsOf = rowsOfArgument(context.names, context.around, () => undefined);
  if (args.length < leastArgs(fn.params) || args.length > mostArgs(fn.params)) return undefined;
  if (!sameExpr(fn.toExpr(args, rowsOf), expr)) return undefined;
  const arounds = args.map((_, index) => aroundOf(context, fn, args, index));
  return atom(call(context, fn.name, args, arounds));
}

function aroundOf(context: PrintContext, fn: FormulaFunction, args: readonly Expr[], index: number): Around {
  const { names, around } = context;
  if (!paramAt(fn, index)?.perRow || index === 0) return around;
  return aroundBody(
    args[0] ?? null,
    around,
    rowsOfArgument(names, around, () => undefined),
  );
}

function generic(context: PrintContext, expr: Expr): Printed {
  const { name, args } = callOf(expr)!;
  const arounds = aroundArgs({ name, args }, context.around);
  return atom(call(context, GENERIC, [name, ...args], [null, ...arounds]));
}

function call(
  context: PrintContext,
  name: string,
  args: readonly Expr[],
  arounds: readonly Around[],
): string {
  const texts = args.map((arg, index) => print({ ...context, around: arounds[index] ?? null }, arg).text);
  return `${name}(${texts.join(', ')})`;
}
