import { expect, it } from 'vitest';
import { compileRecordValidator, documentIssues, schemaIssues } from './ajv.ts';
import { type FormDocument, JSON_SCHEMA_DIALECT } from './form/types.ts';
import { documentSchemas } from './schema/index.ts';

const meta = (type: string) => ({ type, label: { zh: '字段' }, config: {} });
const form: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '客户',
  properties: {
    name: { title: '名称', type: 'string', minLength: 1, maxLength: 3, trellis: meta('text') },
    amount: {
      title: '金额',
      type: 'string',
      format: 'decimal',
      decimalPlaces: 2,
      formatMinimum: '0',
      trellis: meta('money'),
    },
    tags: {
      title: '标签',
      type: 'array',
      items: { type: 'string', enum: ['a'] },
      uniqueItems: true,
      trellis: meta('multi_select'),
    },
  },
  required: ['name'],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '客户' }, titleField: 'name', layout: [] },
};

it('validates records: null is empty, required is left to the rules, every mistake is told at its path', () => {
  const validate = compileRecordValidator(form);
  expect(validate({ name: '𠮷𠮷𠮷', amount: '12.5', tags: ['a'] })).toEqual([]);
  expect(validate({ name: null, amount: null })).toEqual([]);
  expect(validate({})).toEqual([]);
  expect(validate({ name: '四个字呢', amount: '-1.255', tags: ['a', 'b'], nope: 1 })).toEqual([
    { path: ['nope'], code: 'unknown_property', params: { name: 'nope' } },
    { path: ['name'], code: 'too_long', params: { max: 3 } },
    { path: ['amount'], code: 'too_many_decimals', params: { max: 2 } },
    { path: ['amount'], code: 'too_small', params: { min: '0' } },
    { path: ['tags', 1], code: 'unknown_option', params: { value: 'b' } },
  ]);
  expect(validate({ amount: 'x' })).toEqual([{ path: ['amount'], code: 'invalid_number' }]);
});

it('compiles the schema of every kind of document', () => {
  for (const schema of Object.values(documentSchemas))
    expect(schemaIssues(schema, null)).toMatchObject([{ code: 'not_object' }]);
});

it('accepts a form and names what is wrong with one', () => {
  expect(documentIssues('form', form)).toEqual([]);
  const told = (changed: object) =>
    documentIssues('form', { ...form, ...changed }).map(({ path, code }) => `${path.join('/')} ${code}`);
  expect(told({ $schema: 'http://json-schema.org/draft-07/schema' })).toEqual(['$schema not_allowed']);
  expect(told({ properties: {} })).toEqual(['properties too_few_items']);
  expect(told({ properties: { Bad: form.properties.name } })).toEqual(['properties/Bad bad_key']);
  expect(told({ required: ['name', 'name'] })).toEqual(['required duplicate_items']);
  expect(told({ extra: 1 })).toEqual(['extra unknown_property']);
  expect(told({ trellis: { ...form.trellis, layout: [{ kind: 'tab' }] } })).toEqual([
    'trellis/layout/0 not_allowed',
  ]);
  expect(told({ trellis: { ...form.trellis, label: { en: 'Customer' } } })).toEqual([
    'trellis/label/zh missing',
  ]);
});
