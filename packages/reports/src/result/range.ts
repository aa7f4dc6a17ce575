import {
  check,
  type Env,
  type Expr,
  evaluate,
  localDate,
  references,
  type Scope,
  type ValueKind,
} from '@trellis/logic';
import type { Bucket } from '@trellis/metadata';
import { bucketOf } from './calendar.ts';
import { conjuncts } from './drill.ts';

/** First days of the first and last bucket that a filter lets through; a side that it leaves open is absent. */
export interface AskedRange {
  readonly first?: string;
  readonly last?: string;
}

/**
 * The time that a filter asks for on a path: `>=`, `>`, `<`, `<=` and `between` that all records must meet, against
 * values that depend on no record. A range from some day on without an end runs up to today.
 */
export function askedRange(
  filter: Expr | undefined,
  by: { readonly path: string; readonly kind: ValueKind; readonly bucket: Bucket },
  scope: Scope,
  env: Env,
): AskedRange {
  let low: string | undefined;
  let high: string | undefined;
  for (const condition of filter === undefined ? [] : conjuncts(filter)) {
    for (const { side, bound, open } of boundsOf(condition, by.path)) {
      const day = dayOf(bound, by.kind, scope, env, open ? side : undefined);
      if (day === undefined) continue;
      if (side === 'low') low = low === undefined || day > low ? day : low;
      else high = high === undefined || day < high ? day : high;
    }
  }
  if (low !== undefined && high === undefined) {
    const today = localDate(env.now, env.tz);
    if (today >= low) high = today;
  }
  return {
    ...(low === undefined ? {} : { first: bucketOf(low, by.bucket) }),
    ...(high === undefined ? {} : { last: bucketOf(high, by.bucket) }),
  };
}

interface Bound {
  readonly side: 'low' | 'high';
  readonly bound: Expr;
  /** The bound itself lies outside. */
  readonly open: boolean;
}

function boundsOf(condition: Expr, path: string): Bound[] {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return [];
  const [operator = ''] = Object.keys(condition);
  const args = (condition as { readonly [operator: string]: Expr })[operator];
  if (!Array.isArray(args) || !isVar(args[0] as Expr, path)) return [];
  const [, a, b] = args as readonly Expr[];
  if (a === undefined) return [];
  if (operator === '>=' || operator === '>') return [{ side: 'low', bound: a, open: operator === '>' }];
  if (operator === '<=' || operator === '<') return [{ side: 'high', bound: a, open: operator === '<' }];
  if (operator !== 'between' || b === undefined) return [];
  return [
    { side: 'low', bound: a, open: false },
    { side: 'high', bound: b, open: false },
  ];
}

function isVar(expr: Expr, path: string): boolean {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return false;
  const { var: name } = expr as { readonly var?: Expr };
  return name === path || (Array.isArray(name) && name[0] === path);
}

/** The local day of a bound; of one that lies outside, the day of the moment next to it. */
function dayOf(
  bound: Expr,
  kind: ValueKind,
  scope: Scope,
  env: Env,
  outside?: Bound['side'],
): string | undefined {
  if (references(bound).some((path) => !path.startsWith('$'))) return undefined;
  const checked = check(bound, scope, { expect: { kind } });
  const value = checked.ok ? evaluate(checked.value, {}, env) : null;
  if (typeof value !== 'string') return undefined;
  const step = outside === 'low' ? 1 : outside === 'high' ? -1 : 0;
  if (kind === 'datetime') return localDate(new Date(Date.parse(value) + step).toISOString(), env.tz);
  return new Date(Date.parse(`${value}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10);
}
