import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { generate } from '../testing/generate.ts';
import { scope } from '../testing/index.ts';
import { randomOf } from '../testing/nasty.ts';
import type { Expr, ValueKind } from '../types.ts';
import { namesOf } from './names.ts';
import { parseFormula } from './parse.ts';
import { printFormula } from './print.ts';
import { plain } from './walk.ts';

const LABELS: Readonly<Record<string, string>> = {
  amount: '金额',
  stage: '阶段',
  customer: '客户',
  grade: '等级',
  lines: '明细',
  price: '单价',
  tags: '标签',
};
const names = namesOf(scope, {
  field: (_, key) => [LABELS[key] ?? key],
  options: (_, key) =>
    key === 'stage'
      ? [
          { key: 'a', labels: ['A 类'] },
          { key: 'b', labels: ['B 类'] },
        ]
      : [],
});
const KINDS: readonly ValueKind[] = [
  'text',
  'number',
  'boolean',
  'date',
  'time',
  'datetime',
  'option',
  'ref',
];

function parsed(text: string): Expr {
  const result = parseFormula(text, names);
  if (!result.ok) throw new Error(`${text}\n${JSON.stringify(result.issues)}`);
  return result.expr;
}

test('every checked expression is printed and read back as it was', () => {
  const random = randomOf(7);
  let count = 0;
  for (let draw = 0; count < 500 && draw < 5_000; draw++) {
    const expr = generate(random, random.pick(KINDS), 1 + random.below(3));
    if (!check(expr, scope).ok) continue;
    count++;
    for (const as of ['keys', 'options', 'labels'] as const) {
      const text = printFormula(expr, names, { as });
      const back = parsed(text);
      expect(plain(back), text).toEqual(plain(expr));
      expect(printFormula(back, names, { as })).toBe(text);
    }
  }
  expect(count).toBe(500);
}, 60_000);
