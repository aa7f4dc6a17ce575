import { check } from '../check.ts';
import { operators } from '../operators/registry.ts';
import type { Env, Expr, ValueKind, ValueType } from '../types.ts';
import type { Case } from './agree.ts';
import { generate, generateCall, generateList, sharedKinds } from './generate.ts';
import { env, scope } from './index.ts';
import type { Random } from './nasty.ts';

const KINDS: readonly ValueKind[] = [
  ...(['boolean', 'boolean', 'text', 'text', 'number', 'number'] as const),
  ...(['date', 'datetime', 'option', 'ref', 'time'] as const),
];
const LISTS: readonly ValueKind[] = ['text', 'number', 'date', 'option', 'ref', 'boolean'];

/** Zones with clocks of every sort: two that change, one that did from 1986 to 1991, halves of an hour, a lost day. */
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'UTC',
  'Asia/Kolkata',
  'Pacific/Apia',
] as const;

/** A moment now and then near a change of the clock. */
function whenOf(random: Random): Env {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = random.chance(0.3) ? 1986 + random.below(6) : 2010 + random.below(30);
  const now = `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}T${two(random.below(24))}:30:00.000Z`;
  return { ...env, now, tz: random.pick(ZONES) };
}

function caseOf(random: Random, expr: Expr, expect?: ValueType): Case | undefined {
  const emptyAsZero = random.chance(0.2);
  const result = check(expr, scope, { ...(expect ? { expect } : {}), before: true, emptyAsZero });
  return result.ok ? { expr, tree: result.value, at: whenOf(random) } : undefined;
}

/** Draws until it comes out well-typed. A generator that mostly draws nonsense would prove little. */
function drawn(draw: () => Case | undefined): Case {
  for (let attempt = 0; attempt < 200; attempt++) {
    const found = draw();
    if (found) return found;
  }
  throw new Error('the generator draws nothing but nonsense');
}

/** Each operator with each kind that its arguments may share. */
export function everyOperator(random: Random): Case[] {
  return [...operators.values()].flatMap((op) => {
    const shared = sharedKinds(op);
    return (shared.length > 0 ? shared : (['text'] as const)).map((of) =>
      drawn(() => caseOf(random, generateCall(random, op, of, 1 + random.below(2)))),
    );
  });
}

/** Any expression. */
export const anyExpression = (random: Random): Case =>
  drawn(() => {
    const depth = 1 + random.below(4);
    if (random.chance(0.1)) {
      const kind = random.pick(LISTS);
      return caseOf(random, generateList(random, kind, depth), { kind, many: true });
    }
    const kind = random.pick(KINDS);
    return caseOf(random, generate(random, kind, depth), { kind });
  });
