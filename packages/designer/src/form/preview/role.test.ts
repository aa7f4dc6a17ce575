import { compileForm, fieldTypes, normaliseForm } from '@trellis/forms/model';
import type { FieldSchema } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { viewOf } from './role.ts';

const field = (type: string, config = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config: { ...fieldTypes.get(type).config.defaults(), ...config } },
});
const form = compileForm(
  'crm:order',
  normaliseForm({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: '订单',
    properties: {
      name: field('text'),
      cost: field('number'),
      lines: field('subform', {
        form: { properties: { what: field('text'), price: field('number') }, required: ['price'] },
      }),
    },
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label: { zh: '订单' }, titleField: 'name', layout: [] },
  }),
);

test('a role sees and writes what its grant says, in rows too', () => {
  const view = viewOf(
    form,
    { actions: ['view', 'edit'], hidden: ['cost', 'lines.price'], readonly: ['name', 'lines.what'] },
    'edit',
  );
  expect([view.may, [...view.hidden], [...view.locked]]).toEqual([true, ['cost'], ['name']]);
  const rows = compileForm('crm:order', view.document).fields.get('lines')?.owned;
  expect([...(rows?.fields.keys() ?? [])]).toEqual(['what']);
  expect(rows?.fields.get('what')?.meta.readonly).toBe(true);
});

test('who may not, may not; who may everything sees the form as it is', () => {
  expect(viewOf(form, { actions: ['view'] }, 'create').may).toBe(false);
  expect(viewOf(form, undefined, 'edit').may).toBe(false);
  expect(viewOf(form, 'all', 'create')).toMatchObject({ may: true, document: form.document });
});
