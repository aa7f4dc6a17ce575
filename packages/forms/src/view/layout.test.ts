import type { LayoutNode } from '@trellis/metadata';
import { expect, it } from 'vitest';
import { compileForm } from '../form/compile.ts';
import { galleryForm } from '../gallery/sample.ts';
import { placeFields, twelfths } from './layout.ts';

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
  expect(sections[0]?.fields.map(({ width }) => width)).toEqual([12, 8, 4]);
});

it('gives each tab a section of its own, and keeps lines and texts where they stand', () => {
  const { sections } = place([
    { kind: 'divider', key: 'line' },
    {
      kind: 'tabs',
      key: 'tabs',
      position: 'left',
      children: [
        {
          kind: 'section',
          key: 'one',
          columns: 4,
          fold: 'closed',
          children: [
            { kind: 'description', key: 'hint', text: { zh: '说明' } },
            { kind: 'field', field: 'text', width: 9 },
          ],
        },
        { kind: 'section', key: 'two', columns: 2, children: [{ kind: 'field', field: 'money' }] },
      ],
    },
  ]);
  expect(
    sections
      .slice(0, 3)
      .map(({ key, tabs, fold, items }) => [key, tabs?.key, fold, items.map(({ kind }) => kind)]),
  ).toEqual([
    ['loose_0', undefined, undefined, ['note']],
    ['one', 'tabs', undefined, ['note', 'field']],
    ['two', 'tabs', undefined, ['field']],
  ]);
  expect(sections[1]?.fields[0]?.width).toBe(9);
});

it('makes fields wider where there is no room for the columns', () => {
  const { sections } = place([
    {
      kind: 'section',
      key: 'main',
      columns: 4,
      children: [
        { kind: 'field', field: 'text' },
        { kind: 'field', field: 'money', span: 3 },
        { kind: 'field', field: 'date', width: 5 },
      ],
    },
  ]);
  const at = (most: number) => sections[0]?.fields.map((field) => twelfths(field, 4, most));
  expect(at(4)).toEqual([3, 9, 5]);
  expect(at(2)).toEqual([6, 9, 6]);
  expect(at(1)).toEqual([12, 12, 12]);
});
