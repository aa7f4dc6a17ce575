import type { LayoutNode } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { galleryForm } from '../gallery/sample.ts';
import { placeFields } from './layout.ts';

const place = (layout: readonly LayoutNode[]) => {
  const { document } = galleryForm();
  const form = compileForm('gallery:all', { ...document, trellis: { ...document.trellis, layout } });
  return { form, sections: placeFields(form) };
};

it('places every field exactly once, those that the layout forgets at the end', () => {
  const { form, sections } = place([
    { kind: 'field', field: 'money' },
    {
      kind: 'section',
      key: 'main',
      columns: 3,
      children: [
        { kind: 'field', field: 'money' },
        { kind: 'field', field: 'gone' },
        { kind: 'section', key: 'inner', columns: 2, children: [{ kind: 'field', field: 'textarea' }] },
      ],
    },
  ]);
  const keys = sections.flatMap(({ fields }) => fields.map(({ field }) => field.key));
  expect([...keys].sort()).toEqual([...form.fields.keys(), ...form.displays.keys()].sort());
  expect(sections.slice(0, 2).map(({ fields }) => fields.map(({ field }) => field.key))).toEqual([
    ['money'],
    ['textarea'],
  ]);
});

it('lets wide types take the whole row unless the layout says otherwise', () => {
  const { sections } = place([
    {
      kind: 'section',
      key: 'main',
      columns: 3,
      children: [
        { kind: 'field', field: 'textarea' },
        { kind: 'field', field: 'stage', span: 2 },
        { kind: 'field', field: 'text' },
      ],
    },
  ]);
  expect(sections[0]?.fields.map(({ span }) => span)).toEqual([3, 2, 1]);
});
