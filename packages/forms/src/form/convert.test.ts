import type { Value } from '@trellis/logic';
import type { FieldSchema } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { conversionOf, convertedValue } from './convert.ts';

const env = {
  locale: 'zh' as const,
  tz: 'Asia/Shanghai',
  title: (id: string) => (id.startsWith('0190') ? '苏州精工' : undefined),
};
const compiled = (schema: FieldSchema) => compileForm('crm:x', formOf({ a: schema })).fields.get('a')!;
const options = (...keys: string[]) => ({
  options: keys.map((key) => ({ key, label: { zh: `选项${key}`, en: key } })),
});
const ID = '01900000-0000-7000-8000-00000000f101';

const F = {
  text: compiled(field('text')),
  short: compiled(field('text', { maxLength: 3 })),
  textarea: compiled(field('textarea')),
  rich: compiled(field('rich_text')),
  number: compiled(field('number')),
  whole: compiled(field('number', { decimals: 0 })),
  money: compiled(field('money')),
  percent: compiled(field('percent', { decimals: 2 })),
  date: compiled(field('date')),
  datetime: compiled(field('datetime')),
  checkbox: compiled(field('checkbox')),
  select: compiled(field('select', options('a', 'b'))),
  several: compiled(field('multi_select', options('a', 'b'))),
  phone: compiled(field('phone')),
  file: compiled(field('file')),
  image: compiled(field('image')),
  reference: compiled(field('reference', { form: 'account' })),
  autonumber: compiled(field('autonumber')),
};
type Name = keyof typeof F;

it.each<[Name, Name, Exclude<Value, null>, Value | string[]]>([
  ['text', 'number', '1,234.50', '1234.5'],
  ['text', 'number', '约 30', ['invalid_number']],
  ['text', 'date', '2026/3/1', '2026-03-01'],
  ['text', 'checkbox', '是', true],
  ['text', 'select', '选项b', 'b'],
  ['text', 'select', '别的', ['unknown_option']],
  ['text', 'several', '选项b、a', ['a', 'b']],
  ['text', 'phone', '138 0013 8000', '+8613800138000'],
  ['text', 'short', '一二三四', ['too_long']],
  ['text', 'rich', '一\n二', { html: '<p>一</p><p>二</p>', text: '一\n二' }],
  ['rich', 'textarea', { html: '<p>一</p><p>二</p>', text: '一\n二' }, '一\n二'],
  ['number', 'text', '1234.5', '1234.5'],
  ['number', 'whole', '12.5', ['too_many_decimals']],
  ['number', 'money', '12.5', '12.5'],
  // 25 in a column of percentages means 25 %.
  ['number', 'percent', '25', '0.25'],
  ['percent', 'number', '0.25', '0.25'],
  ['percent', 'text', '0.25', '25%'],
  ['date', 'datetime', '2026-03-01', '2026-02-28T16:00:00.000Z'],
  // Half past one in Shanghai is the day before in UTC.
  ['datetime', 'date', '2026-02-28T17:30:00.000Z', '2026-03-01'],
  ['select', 'text', 'a', '选项a'],
  ['select', 'several', 'a', ['a']],
  ['several', 'select', ['b'], 'b'],
  ['several', 'select', ['a', 'b'], ['not_text']],
  ['several', 'text', ['a', 'b'], '选项a、选项b'],
  ['checkbox', 'text', true, '是'],
  ['reference', 'text', ID, '苏州精工'],
  ['autonumber', 'text', 'KH-001', 'KH-001'],
])('%s → %s: %j', (from, to, value, expected) => {
  const result = convertedValue(F[from], F[to], value, env);
  expect(result.ok ? result.value : result.issues.map(({ code }) => code).slice(0, 1)).toEqual(expected);
});

it('keeps the keys of options although their labels changed', () => {
  const renamed = compiled(
    field('multi_select', {
      options: [
        { key: 'a', label: { zh: '甲', en: 'A' } },
        { key: 'b', label: { zh: '选项a', en: 'B' } },
      ],
    }),
  );
  expect(convertedValue(F.select, renamed, 'a', env)).toEqual({ ok: true, value: ['a'] });
});

it('knows what needs conversion and what has none', () => {
  expect(conversionOf(F.text, F.short)).toBe('none');
  expect(conversionOf(F.text, F.textarea)).toBe('convert');
  expect(conversionOf(F.text, F.reference)).toBe('impossible');
  expect(conversionOf(F.reference, F.text)).toBe('convert');
  expect(conversionOf(F.file, F.image)).toBe('convert');
  expect(conversionOf(F.file, F.text)).toBe('impossible');
  expect(conversionOf(F.text, F.file)).toBe('impossible');
});
