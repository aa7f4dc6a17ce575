import { compileForm } from '@trellis/forms/model';
import { placeFields } from '@trellis/forms/react';
import { checkForm } from '@trellis/forms/server';
import type { FormDocument } from '@trellis/metadata';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentStore } from '../core/history.ts';
import { blankForm } from './blank.ts';
import { clipOf } from './clipboard/clip.ts';
import { paste } from './clipboard/paste.ts';
import {
  addField,
  changeConfig,
  changeField,
  changeType,
  duplicateField,
  type FormCommand,
  freeKey,
  freeLabel,
  moveField,
  newField,
  rekeyField,
  removeField,
  setRequired,
  setWidth,
} from './commands.ts';
import {
  type FlatNode,
  freeLayoutKey,
  itemsOf,
  nameOf,
  type Place,
  sectionsOf,
  spread,
  tabsOf,
} from './layout.ts';
import { changeMany, moveItems, removeItems } from './many/commands.ts';
import { rowsDocument } from './rows/commands.ts';
import { columnToField, fieldToColumn } from './rows/transfer.ts';
import {
  addNote,
  addSection,
  addTab,
  addTabs,
  changeNote,
  changeSection,
  changeTabs,
  moveNote,
  moveSection,
  removeNote,
  removeSection,
  removeTabs,
} from './section-commands.ts';

const start: FormDocument = {
  ...blankForm({ zh: '工单' }),
  properties: {
    name: newField('text', { zh: '名称' }),
    kind: newField('select', { zh: '类别' }),
    phase: newField('stage', { zh: '阶段' }),
    note: newField('textarea', { zh: '备注' }),
  },
  required: ['name', 'kind'],
  trellis: {
    ...blankForm({ zh: '工单' }).trellis,
    stageField: 'phase',
    layout: [
      { kind: 'field', field: 'name' },
      {
        kind: 'section',
        key: 'more',
        label: { zh: '更多' },
        columns: 2,
        children: [
          { kind: 'field', field: 'kind' },
          { kind: 'section', key: 'inner', columns: 1, children: [{ kind: 'field', field: 'phase' }] },
        ],
      },
    ],
  },
};

/** The layout as words: "name [more: kind phase] note"; tabs stand in braces. */
function told(document: FormDocument): string {
  const words = (node: FlatNode): string => {
    if (node.kind === 'section') return `[${[`${node.key}:`, ...node.children.map(nameOf)].join(' ')}]`;
    return node.kind === 'tabs' ? `{${node.children.map(words).join(' ')}}` : nameOf(node);
  };
  return spread(document).map(words).join(' ');
}
const after = (...commands: ((document: FormDocument) => FormCommand)[]) =>
  commands.reduce((document, command) => command(document).apply(document), start);

describe('the layout', () => {
  it('written out looks as the renderer shows it', () => {
    expect(told(start)).toBe('name [more: kind phase] note');
    const written = { ...start, trellis: { ...start.trellis, layout: spread(start) } };
    const shown = (document: FormDocument) =>
      placeFields(compileForm('x:y', document)).map(({ columns, fields }) => [
        columns,
        fields.map(({ field, span }) => [field.key, span]),
      ]);
    expect(shown(written)).toEqual(shown(start));
    expect(spread(written)).toBe(written.trellis.layout);
  });

  it.each<[string, string, Place, string]>([
    ['before a field of a section', 'note', { before: 'phase' }, 'name [more: kind note phase]'],
    ['after one', 'name', { after: 'kind' }, '[more: kind name phase] note'],
    ['out of a section', 'kind', { before: 'name' }, 'kind name [more: phase] note'],
    ['into a section', 'note', { into: 'more' }, 'name [more: kind phase note]'],
    ['to the end', 'name', { end: true }, '[more: kind phase] note name'],
    ['beside what is gone', 'name', { after: 'gone' }, '[more: kind phase] note name'],
  ])('moves a field %s', (_, key, place, expected) => {
    expect(told(after((now) => moveField(now, key, place)))).toBe(expected);
  });

  it('puts fields, lines and texts behind tabs, and gives them back', () => {
    const tabbed = after(
      () => addTabs('tabs', { after: 'name' }),
      (now) => moveField(now, 'note', { into: 'tab_2' }),
      () => addNote({ kind: 'divider', key: 'line' }, { before: 'note' }),
      () => addNote({ kind: 'description', key: 'hint', text: { zh: '说明' } }, { end: true }),
      (now) => moveField(now, 'kind', { into: 'tabs' }),
    );
    expect(told(tabbed)).toBe('name {[tab_1: kind] [tab_2: #line note]} [more: phase] #hint');
    const tabs = tabsOf(spread(tabbed)).get('tabs')!;
    const [, second] = tabs.children;
    expect(told(addTab(spread(tabbed), tabs).apply(tabbed))).toContain('[tab_2: #line note] [tab_3:]}');
    expect(told(removeSection(second!).apply(tabbed))).toBe(
      'name {[tab_1: kind #line note]} [more: phase] #hint',
    );
    expect(told(removeTabs(tabs).apply(tabbed))).toBe(
      'name [tab_1: kind] [tab_2: #line note] [more: phase] #hint',
    );
    expect(told(moveSection(tabs, { end: true }).apply(tabbed))).toBe(
      'name [more: phase] #hint {[tab_1: kind] [tab_2: #line note]}',
    );
    expect(told(moveNote({ kind: 'divider', key: 'line' }, { after: 'name' }).apply(tabbed))).toBe(
      'name #line {[tab_1: kind] [tab_2: note]} [more: phase] #hint',
    );
  });

  it('leaves the condition of a dissolved section on its fields', () => {
    const [big, own] = [{ '>': [{ var: 'amount' }, 5] }, { '!=': [{ var: 'name' }, null] }];
    const shown = after(
      (now) => changeSection(sectionsOf(spread(now)).get('more')!, { visible: big }),
      (now) => moveField(now, 'kind', { into: 'more' }),
      (now) => changeField(now, 'kind', { visible: own }),
    );
    const dissolved = removeSection(sectionsOf(spread(shown)).get('more')!).apply(shown).properties;
    expect(dissolved.phase?.trellis.visible).toEqual(big);
    expect(dissolved.kind?.trellis.visible).toEqual({ and: [big, own] });
    expect(dissolved.note?.trellis.visible).toBeUndefined();
  });

  it('moves a section beside fields and dissolves it in place', () => {
    const more = sectionsOf(spread(start)).get('more')!;
    expect(told(after(() => moveSection(more, { before: 'name' })))).toBe('[more: kind phase] name note');
    expect(told(after(() => moveSection(more, { after: 'note' })))).toBe('name note [more: kind phase]');
    expect(told(after(() => removeSection(more)))).toBe('name kind phase note');
    expect(told(after(() => addSection('new', { zh: '新' }, { after: 'kind' })))).toBe(
      'name [more: kind phase] [new:] note',
    );
    expect(told(after(() => changeSection(more, { columns: 3 })))).toBe(told(start));
  });
});

describe('commands', () => {
  it('are nothing when they change nothing', () => {
    for (const command of [
      moveField(start, 'phase', { after: 'kind' }),
      moveField(start, 'name', { before: 'name' }),
      removeField(start, 'name'),
      setRequired(start, 'kind', true),
      changeField(start, 'kind', { label: { zh: '类别' } }),
      rekeyField(start, 'kind', 'phase'),
      setWidth(start, 'kind', {}),
    ])
      expect(command.apply(start), command.label.zh).toBe(start);
  });

  it('take a field out of everything that names it', () => {
    const document = after(
      (now) => removeField(now, 'kind'),
      (now) => removeField(now, 'phase'),
    );
    expect(Object.keys(document.properties)).toEqual(['name', 'note']);
    expect([document.required, document.trellis.stageField]).toEqual([['name'], undefined]);
    expect(told(document)).toBe('name [more:] note');
  });

  it('let a key follow its name everywhere, but not where a rule says it', () => {
    const document = after(
      (now) => rekeyField(now, 'phase', 'step'),
      (now) => rekeyField(now, 'name', 'title'),
    );
    expect(told(document)).toBe('title [more: kind step] note');
    expect([document.trellis.stageField, document.trellis.titleField, document.required]).toEqual([
      'step',
      'title',
      ['title', 'kind'],
    ]);
    const ruled = after((now) =>
      changeField(now, 'note', { visible: { '==': [{ var: 'kind' }, 'option_1'] } }),
    );
    expect(rekeyField(ruled, 'kind', 'sort').apply(ruled)).toBe(ruled);
  });

  it('name a copy anew and leave the original alone', () => {
    const document = after((now) => duplicateField(now, 'kind', 'kind_2'));
    expect(document.properties.kind_2?.trellis.label.zh).toBe('类别 副本');
    expect(document.properties.kind).toBe(start.properties.kind);
    expect(told(document)).toBe('name [more: kind kind_2 phase] note');
    expect(freeLabel(document, { zh: '类别 副本' }).zh).toBe('类别 副本 2');
    expect(freeKey({ zh: '名称' }, start, ['ming_cheng'])).toBe('ming_cheng_2');
  });

  it('say what they did', () => {
    expect(moveField(start, 'name', { end: true }).label).toEqual({
      zh: '移动字段 名称',
      en: 'Move field 名称',
    });
  });
});

/** A step of somebody designing, from three numbers. */
function step(document: FormDocument, [what, one, other]: readonly [number, number, number]): FormCommand {
  const keys = Object.keys(document.properties);
  const nodes = spread(document);
  const sections = [...sectionsOf(nodes).values()];
  const tabs = [...tabsOf(nodes).values()][0];
  const note = itemsOf(nodes).find((item) => item.kind !== 'field');
  const free = (stem: string) => freeLayoutKey(nodes, stem);
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
  const key = pick(keys, one);
  const places: Place[] = [
    { before: pick(keys, other) },
    { after: pick(keys, other) },
    { end: true },
    ...sections.map(({ key: into }) => ({ into })),
  ];
  const place = pick(places, other + one);
  const section = sections.length > 0 ? pick(sections, one) : undefined;
  const label = freeLabel(document, { zh: '字段' });
  const items = itemsOf(nodes).map(nameOf);
  const several = items.slice(one % items.length).slice(0, 1 + (other % 4));
  const fieldsAmong = several.filter((name) => Object.hasOwn(document.properties, name));
  const pasted = (what: Parameters<typeof clipOf>[1]): FormCommand => {
    const clip = clipOf({ app: 'x', form: 'ticket', document }, what);
    return clip ? paste(document, clip, place, { app: 'x', past: [] }).command : removeItems(document, []);
  };
  const columns = Object.keys(rowsDocument(document, 'lines')?.properties ?? { none: 0 });
  const rowsOr = (make: () => FormCommand | undefined): FormCommand =>
    make() ?? addField('lines', newField('subform', { zh: '明细' }), place);
  const choices: (() => FormCommand)[] = [
    () =>
      addField(
        freeKey(label, document, []),
        newField(pick(['text', 'money', 'select', 'date'], other), label),
        place,
      ),
    () => moveField(document, key, place),
    () => removeField(document, key),
    () => duplicateField(document, key, freeKey({ zh: key }, document, [])),
    () => setRequired(document, key, other % 2 === 0),
    () => changeField(document, key, { label: { zh: `名${other}` } }),
    () => changeField(document, key, { help: other % 2 ? { zh: '说明' } : undefined }),
    () => changeConfig(document, key, document.properties[key]!.trellis.config),
    () => rekeyField(document, key, freeKey({ zh: `键${other}` }, document, [])),
    () => setWidth(document, key, ([{}, { span: 2 }, { width: 3 }, { width: 12 }] as const)[other % 4] ?? {}),
    () =>
      addSection(
        freeKey(
          { zh: '组' },
          document,
          sections.map(({ key: taken }) => taken),
        ),
        { zh: '组' },
        place,
      ),
    () => (section ? moveSection(section, place) : removeField(document, key)),
    () => (section ? removeSection(section) : moveField(document, key, place)),
    () => (section ? changeSection(section, { columns: 3 }) : setRequired(document, key, true)),
    () => (section ? changeSection(section, { fold: 'closed' }) : addTabs(free('tabs'), place)),
    () => addTabs(free('tabs'), place),
    () => (tabs ? addTab(nodes, tabs) : addTabs(free('tabs'), place)),
    () => (tabs ? removeTabs(tabs) : addNote({ kind: 'divider', key: free('divider') }, place)),
    () => (tabs ? moveSection(tabs, place) : removeField(document, key)),
    () =>
      tabs
        ? changeTabs(tabs, { position: 'left', children: tabs.children.toReversed() })
        : moveField(document, key, place),
    () => addNote({ kind: 'description', key: free('note'), text: { zh: '说明' } }, place),
    () => (note ? moveNote(note, place) : moveField(document, key, place)),
    () => (note ? removeNote(note) : removeField(document, key)),
    () =>
      note?.kind === 'description'
        ? changeNote(note, { text: { zh: `说明 ${other}` }, tone: 'info' })
        : addNote({ kind: 'divider', key: free('line') }, place),
    () => moveItems(document, several, place),
    () => removeItems(document, several),
    () =>
      changeMany(document, fieldsAmong, { zh: '宽度' }, { required: other % 2 === 0, width: { width: 6 } }),
    () => pasted({ names: several }),
    () => pasted({ part: section?.key ?? tabs?.key ?? '' }),
    () => rowsOr(() => fieldToColumn(document, key, 'lines')),
    () => rowsOr(() => columnToField(document, 'lines', pick(columns, one), [], place)?.command),
  ];
  return pick(choices, what)();
}

describe('designing', () => {
  const steps = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 25 });
  const SEED = { seed: 20_261_122, numRuns: 150 };

  it('undone step by step gives back each document of the way, and redone too', () => {
    fc.assert(
      fc.property(steps, (numbers) => {
        const store = documentStore(start);
        const way = [start];
        for (const one of numbers) {
          store.settle();
          store.run(step(store.read().document, one));
          if (store.read().document !== way.at(-1)) way.push(store.read().document);
        }
        for (const document of way.toReversed()) {
          expect(store.read().document).toBe(document);
          store.undo();
        }
        for (const document of way) {
          expect(store.read().document).toBe(document);
          store.redo();
        }
      }),
      SEED,
    );
  });

  it('always leaves a form that could be published', () => {
    fc.assert(
      fc.property(steps, (numbers) => {
        let document = start;
        for (const one of numbers) document = step(document, one).apply(document);
        expect(checkForm('x:ticket', document, new Map())).toMatchObject({ ok: true });
        const placed = itemsOf(spread(document)).flatMap((item) =>
          item.kind === 'field' ? [item.field] : [],
        );
        expect(placed.sort()).toEqual(Object.keys(document.properties).sort());
      }),
      SEED,
    );
  });
});

it('a field of another type keeps its name, rules and what settings they share', () => {
  const before: FormDocument = {
    ...start,
    properties: {
      ...start.properties,
      kind: {
        title: '类别',
        trellis: {
          ...start.properties.kind!.trellis,
          help: { zh: '说明' },
          default: { kind: 'value', value: 'option_1' },
          config: { options: [{ key: 'a', label: { zh: '甲', en: 'A' }, color: 'red' }] },
        },
      },
    },
  };
  const after = changeType(before, 'kind', 'multi_select').apply(before);
  const { trellis } = after.properties.kind!;
  expect(trellis).toMatchObject({ type: 'multi_select', label: { zh: '类别' }, help: { zh: '说明' } });
  expect(trellis.config.options).toEqual([{ key: 'a', label: { zh: '甲', en: 'A' }, color: 'red' }]);
  expect(trellis.default).toBeUndefined();
  for (const type of ['text', 'number', 'stage', 'date', 'rich_text']) {
    const document = changeType(before, 'kind', type).apply(before);
    const form = checkForm('crm:x', document, new Map());
    expect(form.ok ? [] : form.issues, type).toEqual([]);
  }
});
