import { compileForm } from '@trellis/forms/model';
import { expect, test } from 'vitest';
import { readPrefill } from './prefill.ts';

const property = (type: string, config = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config },
});
const form = compileForm('crm:contact', {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  title: '联系人',
  properties: {
    name: property('text'),
    account: property('reference', { form: 'account' }),
    tags: property('multi_select', { options: ['a', 'b'].map((key) => ({ key, label: { zh: key } })) }),
    code: property('autonumber'),
  },
  required: ['name'],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '联系人' }, titleField: 'name', layout: [] },
});

test('texts become values of their fields; the rest is left out', () => {
  const account = '01890000-0000-7000-8000-000000000001';
  expect(readPrefill(form, { account, tags: 'a,b', name: ' 王 ', code: 'X1', nothing: '1' })).toEqual({
    account,
    tags: ['a', 'b'],
    name: '王',
  });
  expect(readPrefill(form, { account: 'no id', name: '' })).toEqual({});
});
