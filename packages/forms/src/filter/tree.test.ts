import { expect, it } from 'vitest';
import { galleryForm } from '../gallery/sample.ts';
import { filterFields } from './fields.ts';
import { newCondition, withConditionOn, withField, withItem, withOperator } from './tree.ts';
import type { FilterCondition } from './types.ts';

const fields = filterFields(galleryForm());
const field = (key: string) => fields.find((one) => one.key === key)!;
const amount: FilterCondition = { kind: 'condition', field: 'money', op: 'gt', value: '5' };

it('keeps operator and value on a field of the same kind', () => {
  expect(withField(amount, field('money'), field('number'))).toEqual({ ...amount, field: 'number' });
});

it('drops a value that means something else on the new field', () => {
  const stage: FilterCondition = { kind: 'condition', field: 'stage', op: 'in', value: ['won'] };
  expect(withField(stage, field('stage'), field('select'))).toEqual({
    kind: 'condition',
    field: 'select',
    op: 'in',
  });
  expect(withField(amount, field('money'), field('text'))).toEqual(newCondition(field('text')));
  const me: FilterCondition = { kind: 'condition', field: 'member', op: 'in', value: ['x'] };
  expect(withField(me, field('member'), field('reference'))).toEqual({
    kind: 'condition',
    field: 'reference',
    op: 'in',
  });
});

it('keeps the value where the new operator asks for the same input', () => {
  expect(withOperator(amount, field('money'), 'le')).toEqual({ ...amount, op: 'le' });
  expect(withOperator(amount, field('money'), 'between')).toEqual({
    kind: 'condition',
    field: 'money',
    op: 'between',
  });
});

it('replaces and removes items of a group', () => {
  const group = { kind: 'group' as const, join: 'and' as const, items: [amount, { ...amount, op: 'lt' }] };
  expect(withItem(group, 1, undefined).items).toEqual([amount]);
  expect(withItem(group, 0, { ...amount, op: 'ge' }).items[0]).toMatchObject({ op: 'ge' });
});

it('begins a condition on a field once, and keeps what holds already', () => {
  const money = field('money');
  const none = { kind: 'group', join: 'and', items: [] } as const;
  const begun = withConditionOn(none, money);
  expect(begun).toEqual({ ...none, items: [newCondition(money)] });
  expect(withConditionOn(begun, money)).toBe(begun);
  const other = newCondition(field('text'));
  const either = { kind: 'group', join: 'or', items: [other, newCondition(field('number'))] } as const;
  expect(withConditionOn(either, money).items).toEqual([either, newCondition(money)]);
});
