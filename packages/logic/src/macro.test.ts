import { expect, test } from 'vitest';
import { check } from './check.ts';
import { evaluate } from './engine.ts';
import { references } from './references.ts';
import { env } from './testing/index.ts';
import type { Macro, Scope, ScopeForm } from './types.ts';

const score: Macro = (field) => ({ if: [{ '==': [field, 'a'] }, 5, { '==': [field, 'b'] }, 3] });
const under: Macro = (field, [key]) => (key === 'z' ? { in: [field, ['a', 'b']] } : undefined);
const account: ScopeForm = {
  ref: 'crm:account',
  fields: new Map([['grade', { type: { kind: 'option' }, macros: { score, under } }]]),
};
const deal: ScopeForm = {
  ref: 'crm:deal',
  fields: new Map([
    ['account', { type: { kind: 'ref' }, target: 'crm:account' }],
    ['amount', { type: { kind: 'number' } }],
  ]),
};
const scope: Scope = { form: account, formOf: (ref) => (ref === account.ref ? account : undefined) };

test('what a field type offers is replaced by what it stands for', () => {
  const checked = check({ '+': [{ score: [{ var: 'grade' }] }, 1] }, scope);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  expect(evaluate(checked.value, { grade: 'a' }, env)).toBe('6');
  expect(evaluate(checked.value, { grade: null }, env)).toBe(null);
  expect(references(checked.value)).toEqual(['grade']);
});

test('it is found through references', () => {
  const through: Scope = { form: deal, formOf: (ref) => (ref === account.ref ? account : undefined) };
  const checked = check({ '>': [{ score: { var: 'account.grade' } }, 3] }, through, { root: 'condition' });
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  const data = { account: 'x', $refs: { account: { grade: 'a' } } };
  expect(evaluate(checked.value, data, env)).toBe(true);
});

test.each([
  [{ score: [{ var: 'amount' }] }],
  [{ under: [{ var: 'grade' }, 'nowhere'] }],
  [{ score: ['a'] }],
  [{ constructor: [{ var: 'grade' }] }],
])('%j is no operator', (expr) => {
  const checked = check(expr, scope);
  expect(checked.ok ? [] : checked.issues.map(({ code }) => code)).toEqual(['unknown_operator']);
});
