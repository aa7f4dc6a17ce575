import { compileForm } from '@trellis/forms/model';
import { JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { holdsSecrets, typedValues } from './draft.ts';

const field = (type: string, config = {}, meta = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config, ...meta },
});
const secret = field('text', {}, { encrypted: true });
const form = compileForm('crm:deal', {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    title: field('text'),
    card: secret,
    lines: field('subform', { form: { properties: { item: field('text'), pin: secret }, required: [] } }),
  },
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'title', layout: [] },
});

test('a draft has no secrets, but knows that one was emptied', () => {
  const typed = { title: '甲', card: '6222', lines: [{ _id: 'r', item: '臂', pin: '12' }] };
  expect(typedValues(form, typed)).toEqual({ title: '甲', lines: [{ _id: 'r', item: '臂' }] });
  const emptied = { card: null, lines: [{ _id: 'r', pin: null }] };
  expect(typedValues(form, emptied)).toEqual(emptied);
});

test('what holds a secret, in the record or in a row, does not wait in the browser for a network', () => {
  expect(holdsSecrets(form, { title: '甲', card: null, lines: [{ item: '臂', pin: null }] })).toBe(false);
  expect(holdsSecrets(form, { card: '6222' })).toBe(true);
  expect(holdsSecrets(form, { lines: [{ item: '臂' }, { pin: '12' }] })).toBe(true);
});
