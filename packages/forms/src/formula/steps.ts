import { type Expr, type Json, operators, printFormula, type Trace, type Value } from '@trellis/logic';
import type { FormulaWorld } from './world.ts';

/** One thing that a formula works out on its way. */
export interface Step {
  /** The part of the formula, in the words of its reader. */
  readonly text: string;
  readonly value: Value;
}

/** Steps shown: the last ones, which are nearest to the result. */
const MOST = 12;

/**
 * What was worked out before the result, in the order in which it happened: parts of the formula with their values.
 * Branches that were not taken, what is done per row and plain values are left out.
 */
export function stepsOf(trace: Trace, expr: Expr, world: FormulaWorld): readonly Step[] {
  const found = new Map<string, Step>();
  const visit = (part: Trace) => {
    if (part.op === undefined || !reads(part)) return;
    for (const inner of takenOf(part)) visit(inner);
    const written = part === trace ? undefined : partAt(expr, part.at);
    const key = part.at.join('/');
    // A list is half of a thought: what is made of it comes next.
    if (written === undefined || found.has(key) || Array.isArray(part.value)) return;
    found.set(key, {
      text: printFormula(written, world.names, { as: 'labels' }),
      value: part.value,
    });
  };
  visit(trace);
  return [...found.values()].slice(-MOST);
}

/** Whether anything of the record is in it. */
const reads = ({ name, parts }: Trace): boolean => name !== undefined || parts.some(reads);

/** The parts that the value comes from. */
function takenOf({ op, parts }: Trace): readonly Trace[] {
  const signature = operators.get(op ?? '')?.signature;
  if (signature?.params(signature.max).some(({ is }) => is === 'body')) return [];
  if (op !== 'if') return parts;
  for (let index = 0; index + 1 < parts.length; index += 2) {
    if (parts[index]?.value === true)
      return [...conditions(parts, index), ...parts.slice(index + 1, index + 2)];
  }
  return parts.length % 2 === 1 ? [...conditions(parts, parts.length - 3), ...parts.slice(-1)] : [];
}

const conditions = (parts: readonly Trace[], last: number): readonly Trace[] =>
  parts.filter((_, index) => index <= last && index % 2 === 0);

/** The call at a pointer; undefined for a plain path and for what nobody wrote. */
function partAt(expr: Expr, at: Trace['at']): Expr | undefined {
  let part: Json | undefined = expr;
  for (const segment of at) {
    if (part === null || typeof part !== 'object' || !Object.hasOwn(part, segment)) return undefined;
    part = (part as { readonly [key: string | number]: Json })[segment];
  }
  return part !== null && typeof part === 'object' ? part : undefined;
}
