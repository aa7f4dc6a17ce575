import { compileForm } from '@trellis/forms/model';
import { type FieldMeta, type FieldSchema, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { describe, expect, test } from 'vitest';
import type { FormInfo } from '../catalog/catalog.ts';
import { actionOf, type Choice, changeableFields, firstChoice, OWNER, opsOf, tagFields } from './choice.ts';

const field = (type: string, config: JsonObject = {}, meta: Partial<FieldMeta> = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config, ...meta },
});
const options = { options: ['a', 'b'].map((key) => ({ key, label: { zh: key } })) };
const form = compileForm('crm:deal', {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    title: field('text'),
    code: field('text', {}, { unique: true }),
    number: field('text', {}, { unique: true }),
    amount: field('number', { decimals: 2 }),
    tags: field('multi_select', options),
    files: field('file'),
    fixed: field('text', {}, { readonly: true }),
    theirs: field('text'),
  },
  required: ['title', 'number'],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'title', layout: [] },
});
const info: FormInfo = {
  form,
  label: { zh: '商机' },
  actions: new Set(['view', 'edit']),
  readonly: new Set(['theirs']),
  views: new Map(),
};
const ops = (key: string) => opsOf(form.fields.get(key));
const action = (...choices: Choice[]) => actionOf(info, choices);

describe('what can be changed in many records at once', () => {
  test('fields that the member may write, but for files, what is unique and required, and what nobody writes', () => {
    expect(changeableFields(info).map(({ key }) => key)).toEqual(['title', 'code', 'amount', 'tags']);
    expect(tagFields(info).map(({ key }) => key)).toEqual(['tags']);
  });

  test('how follows from the field; the owner has ways of their own', () => {
    expect(ops('title')).toEqual(['set']);
    expect(ops('code')).toEqual(['clear']);
    expect(ops('amount')).toEqual(['set', 'clear', 'increase', 'multiply']);
    expect(ops('tags')).toEqual(['add', 'remove', 'set', 'clear']);
    expect(opsOf(undefined)).toEqual(['to', 'spread', 'nobody']);
    expect(firstChoice(info, 'tags')).toEqual({ field: 'tags', op: 'add', value: null });
    expect(firstChoice(info, OWNER).op).toBe('to');
  });
});

describe('the action', () => {
  test('is there when nothing is missing', () => {
    expect(action(firstChoice(info, undefined))).toBeUndefined();
    expect(action({ field: 'title', op: 'set', value: ' ' })).toBeUndefined();
    expect(action({ field: 'amount', op: 'increase', value: '5%' })).toBeUndefined();
    expect(action({ field: 'tags', op: 'add', value: null })).toBeUndefined();
    expect(action({ field: OWNER, op: 'spread', value: null })).toBeUndefined();
    expect(
      action({ field: 'title', op: 'set', value: 'x' }, { field: OWNER, op: 'to', value: null }),
    ).toBeUndefined();
  });

  test('has values as they are stored, and the owner beside them', () => {
    expect(
      action(
        { field: 'title', op: 'set', value: ' neu ' },
        { field: 'amount', op: 'multiply', value: '1.1' },
        { field: 'tags', op: 'remove', value: ['a'] },
        { field: 'code', op: 'clear', value: null },
        { field: OWNER, op: 'spread', value: ['m', 'n'] },
      ),
    ).toEqual({
      op: 'edit',
      changes: [
        { field: 'title', op: 'set', value: 'neu' },
        { field: 'amount', op: 'multiply', by: '1.1' },
        { field: 'tags', op: 'remove', values: ['a'] },
        { field: 'code', op: 'clear' },
      ],
      owner: { spread: ['m', 'n'] },
    });
    expect(action({ field: OWNER, op: 'nobody', value: null })).toEqual({ op: 'edit', owner: { to: null } });
  });
});
