import type { Expr, Json } from '@trellis/logic';
import { check } from '@trellis/logic';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { nearbyScope } from '../form/scope.ts';
import { linkedScope } from '../linkage/condition.ts';
import { field, formOf } from '../testing/forms.ts';
import { changingFields } from './changes.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { operatorsOf } from './operators.ts';
import { linkedFields, ownFields } from './own.ts';

const fields = {
  account: field('reference', { form: 'account' }),
  team: field('reference', { form: 'account', many: true }),
  amount: field('number'),
  day: field('date'),
  note: field('text'),
  tags: field('multi_select', { options: [{ key: 'a', label: { zh: '甲' } }] }),
};
const account = compileForm('crm:account', formOf(fields));
const deal = compileForm('crm:deal', formOf(fields));
const scope = linkedScope(account, deal, new Map([account, deal].map((form) => [form.ref, form])));

it('compares every field with the fields of the record that fit it, and reads that back', () => {
  let compared = 0;
  for (const one of linkedFields(account)) {
    for (const { op, value } of operatorsOf(one)) {
      if (value !== 'own') continue;
      for (const own of ownFields(deal, one, op)) {
        const condition = { kind: 'condition' as const, field: one.key, op, value: own.key };
        const expr = filterToExpr({ kind: 'group', join: 'and', items: [condition] }, [one]) as Expr;
        expect(check(expr, scope, { root: 'condition' }), JSON.stringify(expr)).toMatchObject({ ok: true });
        expect(exprToFilter(expr, linkedFields(account)).items).toEqual([condition]);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(20);
});

it('offers the record at hand only where there is one', () => {
  const [name] = linkedFields(account).slice(1);
  expect(operatorsOf(name!).some(({ value }) => value === 'own')).toBe(true);
  const { linked: _, ...plain } = name!;
  expect(operatorsOf(plain).some(({ value }) => value === 'own')).toBe(false);
});

it('compares the fields of a record with each other, those of a row also with the record around it', () => {
  const order = compileForm(
    'crm:order',
    formOf({
      ...fields,
      lines: field('subform', {
        form: {
          properties: { price: field('number'), what: field('text') },
          required: [],
        } as unknown as Json,
      }),
    }),
  );
  const rows = order.fields.get('lines')?.owned;
  if (!rows) throw new Error('no rows');
  for (const [form, owner, expected] of [
    [order, undefined, 'amount'],
    [rows, order, '_parent_id.amount'],
  ] as const) {
    const named = changingFields(form);
    const compared = new Set<string>();
    for (const one of named)
      for (const { op, value } of operatorsOf(one)) {
        if (value !== 'own') continue;
        for (const peer of ownFields(form, one, op, owner)) {
          const condition = { kind: 'condition' as const, field: one.key, op, value: peer.key };
          const expr = filterToExpr({ kind: 'group', join: 'and', items: [condition] }, named) as Expr;
          // “has the field” and “is one of the field” are the same condition.
          expect(filterToExpr(exprToFilter(expr, named), named)).toEqual(expr);
          expect(check(expr, nearbyScope(form, owner), { root: 'condition' }).ok, `${one.key} ${op}`).toBe(
            true,
          );
          compared.add(peer.key);
        }
      }
    expect(compared).toContain(expected);
  }
});
