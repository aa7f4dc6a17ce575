import { check } from '@trellis/logic';
import { expect, it } from 'vitest';
import { field, formOf } from '../testing/forms.ts';
import { type CompiledForm, compileForm } from './compile.ts';
import { resolveRef, splitRef } from './refs.ts';
import { scopeOf } from './scope.ts';

const forms: ReadonlyMap<string, CompiledForm> = new Map(
  [
    compileForm('crm:account', formOf({ size: field('number') })),
    compileForm('crm:contact', formOf({ account: field('reference', { form: 'account' }) })),
    compileForm('erp:order', formOf({ customer: field('reference', { form: 'crm:account' }) })),
  ].map((form) => [form.ref, form]),
);
const typeOf = (form: string, expr: never) => {
  const compiled = forms.get(form);
  if (!compiled) throw new Error(form);
  const result = check(expr, scopeOf(compiled, forms));
  return result.ok ? result.value.type.kind : result.issues[0]?.code;
};

it('names forms canonically', () => {
  expect(['account', 'crm:account', '$member'].map((ref) => resolveRef('erp', ref))).toEqual([
    'erp:account',
    'crm:account',
    '$member',
  ]);
  expect(splitRef('crm:account')).toEqual({ app: 'crm', key: 'account' });
  expect(() => splitRef('account')).toThrow();
});

it('knows fields, system fields and paths through references', () => {
  expect(typeOf('crm:contact', { var: 'name' } as never)).toBe('text');
  expect(typeOf('crm:contact', { var: '_created_at' } as never)).toBe('datetime');
  expect(typeOf('crm:contact', { var: 'account.size' } as never)).toBe('number');
  expect(typeOf('erp:order', { var: 'customer.size' } as never)).toBe('number');
  expect(typeOf('crm:contact', { var: 'account.nope' } as never)).toBe('unknown_field');
});

it('knows the records that point back, by app where it is another one', () => {
  const named = { '==': [{ var: 'row.name' }, 'x'] };
  expect(typeOf('crm:account', { some: [{ var: 'contact@account' }, named] } as never)).toBe('boolean');
  expect(typeOf('crm:account', { count: [{ var: 'erp:order@customer' }] } as never)).toBe('number');
  expect(typeOf('crm:contact', { count: [{ var: 'contact@account' }] } as never)).toBe('unknown_field');
});
