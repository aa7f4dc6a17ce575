import { check, compile, type Env, type Expr, type Value } from '@trellis/logic';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileForm } from '../../form/compile.ts';
import { nearbyScope } from '../../form/scope.ts';
import { field, formOf } from '../../testing/forms.ts';
import { isSatisfiable, verdictOf } from './solve.ts';

const options = ['a', 'b', 'c'].map((key) => ({ key, label: { zh: key } }));
const form = compileForm(
  'app:form',
  formOf({
    amount: field('number'),
    other: field('number'),
    day: field('date'),
    at: field('datetime'),
    kind: field('select', { options }),
    tags: field('multi_select', { options }),
    done: field('checkbox'),
    note: field('text'),
  }),
);
const scope = nearbyScope(form, undefined);
const env: Env = {
  now: '2026-03-01T02:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '00000000-0000-7000-8000-000000000001', departments: [], roles: [] },
};
const checked = (expr: Expr) => {
  const result = check(expr, scope, { root: 'condition' });
  if (!result.ok) throw new Error(JSON.stringify([expr, result.issues]));
  return result.value;
};
const is = (expr: Expr) => verdictOf(checked(expr));
const amount = { var: 'amount' };
const kind = { var: 'kind' };

test.each<[string, Expr, 'never' | 'always' | 'open']>([
  ['two options at once', { and: [{ '==': [kind, 'a'] }, { '==': [kind, 'b'] }] }, 'never'],
  ['an option or not', { or: [{ '==': [kind, 'a'] }, { '!=': [kind, 'a'] }] }, 'always'],
  ['above and below', { and: [{ '>': [amount, 100] }, { '<': [amount, 50] }] }, 'never'],
  ['exactly one number is left', { and: [{ '>=': [amount, 50] }, { '<=': [amount, 50] }] }, 'open'],
  ['and that one is taken out', { and: [{ between: [amount, 50, 50] }, { '!=': [amount, 50] }] }, 'never'],
  [
    'nothing is between 1 and 2 for those who count whole',
    { and: [{ '>': [amount, 1] }, { '<': [amount, 2] }] },
    'open',
  ],
  ['empty is neither more nor less', { or: [{ '>': [amount, 1] }, { '<=': [amount, 1] }] }, 'open'],
  ['empty or not', { or: [{ is_empty: [amount] }, { not_empty: [amount] }] }, 'always'],
  ['ordered and empty', { and: [{ '<': [amount, 1] }, { is_empty: [amount] }] }, 'never'],
  ['a tick that is empty is not false', { or: [{ var: 'done' }, { '!': [{ var: 'done' }] }] }, 'open'],
  ['ticked and not ticked', { and: [{ var: 'done' }, { '==': [{ var: 'done' }, false] }] }, 'never'],
  ['days out of order', { between: [{ var: 'day' }, '2026-02-01', '2026-01-01'] }, 'never'],
  ['not of a contradiction', { '!': [{ and: [{ '==': [kind, 'a'] }, { '==': [kind, 'b'] }] }] }, 'always'],
  ['among nothing in common', { and: [{ in: [kind, ['a', 'b']] }, { in: [kind, ['c']] }] }, 'never'],
  ['two fields are two things', { and: [{ '>': [amount, 100] }, { '<': [{ var: 'other' }, 50] }] }, 'open'],
  ['what it can’t see through', { contains: [{ var: 'note' }, 'x'] }, 'open'],
])('%s', (_, expr, verdict) => {
  expect(is(expr)).toBe(verdict);
});

test('several conditions are asked together', () => {
  const [company, person] = [checked({ '==': [kind, 'a'] }), checked({ '!=': [kind, 'a'] })];
  expect(
    isSatisfiable([
      [company, 'true'],
      [person, 'true'],
    ]),
  ).toBe(false);
  expect(
    isSatisfiable([
      [company, 'true'],
      [person, 'not_true'],
    ]),
  ).toBe(true);
});

const numbers = fc.constantFrom<Value>('-1', '0', '1', '1.5', '2', '3');
const days = fc.constantFrom<Value>('2026-01-01', '2026-02-01', '2026-03-01');
const moments = fc.constantFrom<Value>('2026-03-01T02:00:00.000Z', '2026-03-01T03:00:00.000Z');
const keys = fc.constantFrom<Value>('a', 'b', 'c');
const texts = fc.constantFrom<Value>('x', 'y', 'xy', 'X');
const ordered = (name: string, literal: fc.Arbitrary<Value>): fc.Arbitrary<Expr> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), literal, fc.boolean()).map(
      ([op, value, flipped]): Expr => ({
        [op]: flipped ? [value, { var: name }] : [{ var: name }, value],
      }),
    ),
    fc.tuple(literal, literal).map(([low, high]): Expr => ({ between: [{ var: name }, low, high] })),
    fc.constantFrom('is_empty', 'not_empty').map((op): Expr => ({ [op]: [{ var: name }] })),
  );
const atom: fc.Arbitrary<Expr> = fc.oneof(
  ordered('amount', numbers),
  ordered('amount', numbers),
  ordered('other', numbers),
  ordered('day', days),
  ordered('at', moments),
  ordered('note', texts),
  fc.tuple(fc.constantFrom('==', '!='), keys).map(([op, key]): Expr => ({ [op]: [kind, key] })),
  fc.uniqueArray(keys, { minLength: 1, maxLength: 2 }).map((list): Expr => ({ in: [kind, list as Expr] })),
  fc.constantFrom<Expr>(
    { var: 'done' },
    { '==': [{ var: 'done' }, true] },
    { '!=': [{ var: 'done' }, true] },
    { '==': [amount, { var: 'other' }] },
    { has_any: [{ var: 'tags' }, ['a']] },
    { is_empty: [{ var: 'tags' }] },
    { contains: [{ var: 'note' }, 'x'] },
    { '==': [kind, null] },
  ),
);
const condition: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.array(tie('expr'), { minLength: 2, maxLength: 4 }).map((parts): Expr => ({ and: parts })),
    fc.array(tie('expr'), { minLength: 2, maxLength: 3 }).map((parts): Expr => ({ or: parts })),
    tie('expr').map((part): Expr => ({ '!': [part] })),
  ),
})).expr;
const orNull = (value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const record = fc.record({
  amount: orNull(numbers),
  other: orNull(numbers),
  day: orNull(days),
  at: orNull(moments),
  kind: orNull(keys),
  tags: orNull(fc.uniqueArray(keys, { minLength: 1, maxLength: 2 })),
  done: orNull(fc.boolean()),
  note: orNull(texts),
});

test('what is called never or always true is so for every record', () => {
  const seen = { never: 0, always: 0, open: 0 };
  fc.assert(
    fc.property(condition, fc.array(record, { minLength: 20, maxLength: 20 }), (expr, records) => {
      const root = checked(expr);
      const verdict = verdictOf(root);
      seen[verdict]++;
      if (verdict === 'open') return;
      const run = compile(root);
      for (const data of records) expect(run(data, env) === true).toBe(verdict === 'always');
    }),
    { seed: 20_261_122, numRuns: 1200 },
  );
  // The property says something only where the answers differ.
  expect(seen.never).toBeGreaterThan(40);
  expect(seen.always).toBeGreaterThan(20);
});
