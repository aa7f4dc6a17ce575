import { compileForm } from '@trellis/forms/model';
import { type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { newField } from './commands.ts';
import { composedField, composeTitle, setComposedTitle, templateOf, titleParts } from './title-template.ts';

const document: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    name: newField('text', { zh: '名称' }),
    stage: newField('select', { zh: '阶段' }),
    due: newField('date', { zh: '日期' }),
    tags: newField('multi_select', { zh: '标签' }),
    other: newField('text', { zh: '名称' }),
  },
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'name', layout: [] },
};
const partsOf = (of: FormDocument) => titleParts(compileForm('crm:deal', of), new Map());

test('a title is composed of what can be written, each under a name of its own', () => {
  const parts = partsOf(document);
  expect(parts.map(({ name }) => name)).toEqual(['名称 name', '阶段', '日期', '名称 other']);
  const composed = composeTitle('No. {阶段}-{ 日期 }', parts);
  expect(composed).toEqual({ expr: { concat: ['No. ', { var: 'stage' }, '-', { var: 'due' }] } });
  expect('expr' in composed && templateOf(composed.expr, parts)).toBe('No. {阶段}-{日期}');
  expect(composeTitle('{标签}', parts)).toEqual({ unknown: '标签' });
  expect(templateOf({ if: [true, 'x', 'y'] }, parts)).toBeUndefined();
});

test('it lies in a hidden field of its own that is made once and is not part of itself', () => {
  const expr = { concat: [{ var: 'stage' }] };
  const made = setComposedTitle(document, expr, []).apply(document);
  const key = composedField(made) ?? '';
  expect(made.trellis.titleField).toBe(key);
  expect(made.properties[key]?.trellis).toMatchObject({
    type: 'formula',
    visible: false,
    config: { expr },
  });
  expect(partsOf(made).map(({ path }) => path)).not.toContain(key);
  const other = { concat: ['x', { var: 'due' }] };
  const again = setComposedTitle(made, other, []).apply(made);
  expect(Object.keys(again.properties)).toEqual(Object.keys(made.properties));
  expect(again.properties[key]?.trellis.config).toMatchObject({ expr: other });
});
