import { compileForm } from '@trellis/forms/model';
import { expect, test } from 'vitest';
import { copiedValues } from './submit.ts';

const property = (type: string, config = {}, meta = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config, ...meta },
});
const form = compileForm('crm:contact', {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  title: '联系人',
  properties: {
    name: property('text'),
    phone: property('text', {}, { unique: true }),
    tags: property('multi_select', { options: ['a', 'b'].map((key) => ({ key, label: { zh: key } })) }),
    code: property('autonumber'),
    score: property('text', {}, { readonly: true }),
    secret: property('text', {}, { encrypted: true }),
    theirs: property('text'),
    file: property('file'),
  },
  required: ['name'],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '联系人' }, titleField: 'name', layout: [] },
});

test('a copy takes what may be said twice, and what its maker may say', () => {
  const values = {
    name: '王',
    phone: '1',
    tags: ['a'],
    code: 'X1',
    score: '5',
    secret: 's',
    theirs: 't',
    file: [{ id: 'f' }],
  };
  expect(copiedValues(form, values, new Set(['theirs']))).toEqual({ name: '王', tags: ['a'] });
});
