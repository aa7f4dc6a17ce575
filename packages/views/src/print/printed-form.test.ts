import { compileForm } from '@trellis/forms/model';
import { placeFields } from '@trellis/forms/react';
import { type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { printedForm } from './printed-form.ts';

const text = (label: string) => ({
  title: label,
  type: 'string',
  trellis: { type: 'text', label: { zh: label }, config: {} },
});
const document: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '客户',
  properties: { a: text('甲'), b: text('乙'), c: text('丙') },
  required: [],
  additionalProperties: false,
  trellis: {
    vocabulary: 1,
    label: { zh: '客户' },
    titleField: 'a',
    layout: [
      { kind: 'section', key: 's', columns: 2, fold: 'closed', children: [{ kind: 'field', field: 'a' }] },
      {
        kind: 'tabs',
        key: 't',
        children: [
          {
            kind: 'section',
            key: 't1',
            label: { zh: '一' },
            columns: 1,
            children: [{ kind: 'field', field: 'b' }],
          },
          {
            kind: 'section',
            key: 't2',
            label: { zh: '二' },
            columns: 1,
            children: [{ kind: 'field', field: 'c' }],
          },
        ],
      },
    ],
  },
};

test('on paper nothing is folded away or behind a tab, and every field keeps its place', () => {
  const form = compileForm('crm:account', document);
  const sections = placeFields(printedForm(form));
  expect(sections.map(({ key, fold, tabs }) => [key, fold, tabs])).toEqual([
    ['s', undefined, undefined],
    ['t1', undefined, undefined],
    ['t2', undefined, undefined],
  ]);
  expect(sections.flatMap(({ fields }) => fields.map(({ field }) => field.key))).toEqual(['a', 'b', 'c']);
  expect(placeFields(form).some(({ tabs }) => tabs)).toBe(true);
});
