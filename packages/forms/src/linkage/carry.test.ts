import type { Value } from '@trellis/logic';
import { expect, it } from 'vitest';
import type { TextEnv } from '../contract.ts';
import { compileForm } from '../form/compile.ts';
import { field, formOf } from '../testing/forms.ts';
import { carryValue } from './carry.ts';

const options = (...keys: string[]) => ({
  options: keys.map((key) => ({ key, label: { zh: `选项${key}` } })),
});
const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const form = compileForm(
  'crm:deal',
  formOf({
    text: field('text'),
    number: field('number', { decimals: 2 }),
    percent: field('percent'),
    date: field('date'),
    grade: field('select', options('a', 'b')),
    level: field('select', options('b', 'c')),
    tags: field('multi_select', options('a', 'b')),
    account: field('reference', { form: 'account' }),
    accounts: field('reference', { form: 'account', many: true }),
    contact: field('reference', { form: 'contact' }),
  }),
);
const env: TextEnv = {
  locale: 'zh',
  tz: 'Asia/Shanghai',
  title: (one) => (one === id(1) ? '精工机械' : undefined),
  resolve: (target, text) => (target === 'contact' && text === '精工机械' ? id(2) : undefined),
};
const convert = (value: Value, from: string, to: string) =>
  carryValue(value, form.fields.get(from), form.fields.get(to)!, env);

it('takes a value over where it fits', () => {
  expect(convert('12.5', 'number', 'number')).toBe('12.5');
  expect(convert('12.567', 'percent', 'number')).toBe('12.57');
  expect(convert('b', 'grade', 'level')).toBe('b');
  expect(convert('b', 'grade', 'tags')).toEqual(['b']);
  expect(convert([id(1)], 'accounts', 'account')).toBe(id(1));
  expect(convert(id(1), 'account', 'accounts')).toEqual([id(1)]);
  expect(convert(null, 'text', 'number')).toBe(null);
});

it('goes by the text that people read where it does not', () => {
  expect(convert('a', 'grade', 'text')).toBe('选项a');
  expect(convert('0.25', 'percent', 'text')).toBe('25%');
  expect(convert(id(1), 'account', 'text')).toBe('精工机械');
  expect(convert('2026-03-01', 'text', 'date')).toBe('2026-03-01');
  expect(convert(id(1), 'account', 'contact')).toBe(id(2));
});

it('gives nothing rather than a value that the field can not hold', () => {
  expect(convert('a', 'grade', 'level')).toBe(null);
  expect(convert('many words', 'text', 'number')).toBe(null);
  expect(convert([id(1), id(2)], 'accounts', 'account')).toBe(null);
});
