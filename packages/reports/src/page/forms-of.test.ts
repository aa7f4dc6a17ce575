import { type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { formsOf } from './forms-of.ts';

const label = { zh: '甲' };
const form = (fields: Record<string, [type: string, config: JsonObject]>): { document: FormDocument } => ({
  document: {
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '甲',
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, [type, config]]) => [
        key,
        { title: '甲', trellis: { type, label, config } },
      ]),
    ),
    required: [],
    additionalProperties: false,
    trellis: { vocabulary: 1, label, titleField: 'name', layout: [] },
  },
});
const documents = {
  'crm:deal': form({ company: ['reference', { form: 'company' }], owner: ['member', {}] }),
  'crm:company': form({ region: ['reference', { form: 'geo:region' }] }),
  'geo:region': form({}),
};
const base = { form: 'deal', dimensions: [], measures: [{ key: 'n', op: 'count' as const }] };

test('a report depends on its fact form and on every form on its paths', () => {
  expect(formsOf('crm', base, documents)).toEqual(['crm:deal']);
  const far = { key: 'd', path: 'company.region.name' };
  expect(formsOf('crm', { ...base, dimensions: [far] }, documents)).toEqual([
    'crm:deal',
    'crm:company',
    'geo:region',
  ]);
  const filter = { '==': [{ var: 'company.name' }, 'a'] };
  expect(formsOf('crm', { ...base, filter }, documents)).toEqual(['crm:deal', 'crm:company']);
});

test('members are no form, records that point back are', () => {
  const filter = {
    and: [{ '==': [{ var: 'owner' }, { var: '$member' }] }, { some: [{ var: 'task@deal' }, true] }],
  };
  expect(formsOf('crm', { ...base, filter }, documents)).toEqual(['crm:deal', 'crm:task']);
});
