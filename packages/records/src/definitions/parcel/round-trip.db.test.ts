import { fieldTypes } from '@trellis/forms/model';
import { SEED } from '@trellis/forms/testing';
import type { FieldSchema, FormDocument, LayoutNode } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addForms, createApp, exportForm, publishBundle } from '../../server.ts';
import { bundle, field, form, tableView } from '../testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';

const FIELDS = 100;

let here: TestWorkspace;
let there: TestWorkspace;
beforeAll(async () => {
  here = await openTestWorkspace();
  there = await openTestWorkspace();
});
afterAll(() => Promise.all([here.close(), there.close()]));

/** Settings of the types that mean nothing without other fields or forms. */
const NAMING: Readonly<Record<string, FieldSchema['trellis']['config']>> = {
  reference: { form: 'big' },
  related: { form: 'big', via: 'own', columns: ['name'], limit: 5 },
  query_list: { form: 'big', columns: ['name'], limit: 5 },
  formula: { expr: { '+': [{ var: 'amount' }, 1] }, result: { type: 'number', config: { decimals: 2 } } },
  lookup: { via: 'own', path: 'amount', mode: 'live' },
  rollup: { rows: 'big@own', op: 'count' },
  barcode: { source: 'field', field: 'name' },
};
const types = fieldTypes.list().filter(({ type }) => type !== 'subform');
const columns = types.filter(
  (type) => !type.alone && !type.display && !type.generated && (!type.files || type.kind === 'file'),
);

const settings = (type: string): FieldSchema['trellis']['config'] => ({
  ...fieldTypes.get(type).config.defaults(),
  ...(NAMING[type] ?? {}),
});
const label = fc
  .string({ unit: fc.constantFrom(...'客户金额日期Ab1 '), minLength: 1, maxLength: 8 })
  .map((text) => `字${text}`);
const fieldOf = (from: typeof types) =>
  fc
    .tuple(fc.constantFrom(...from), label, fc.boolean())
    .map(([{ type }, zh, help]) =>
      field(type, settings(type), { label: { zh }, ...(help ? { help: { zh, en: 'Help' } } : {}) }),
    );
const subform = fc
  .tuple(fc.array(fieldOf(columns), { minLength: 1, maxLength: 6 }), label)
  .map(([list, zh]) =>
    field(
      'subform',
      {
        ...fieldTypes.get('subform').config.defaults(),
        form: { properties: Object.fromEntries(list.map((one, at) => [`c${at}`, one])), required: [] },
      } as never,
      { label: { zh } },
    ),
  );

/** A form of a hundred fields, every type and some sub-forms among them, in sections. */
const big: fc.Arbitrary<FormDocument> = fc
  .tuple(
    fc.constant(types.map(({ type }) => field(type, settings(type)))),
    fc.array(subform, { minLength: 2, maxLength: 4 }),
    fc.array(fieldOf(types.filter(({ type }) => type !== 'stage')), { minLength: FIELDS, maxLength: FIELDS }),
  )
  .map(([each, rows, others]) => {
    const list = [...each, ...rows, ...others].slice(0, FIELDS - 3);
    const properties = {
      name: field('text'),
      amount: field('number'),
      own: field('reference', { form: 'big' }),
      ...Object.fromEntries(list.map((one, at) => [`f${at}`, one])),
    };
    const layout = Object.keys(properties).reduce<LayoutNode[][]>((sections, key, at) => {
      if (at % 10 === 0) sections.push([]);
      sections.at(-1)?.push({ kind: 'field', field: key });
      return sections;
    }, []);
    return form(properties, {
      required: ['name'],
      layout: layout.map((children, at) => ({ kind: 'section', key: `s${at}`, columns: 2, children })),
      checks: [{ key: 'enough', when: { '<': [{ var: 'amount' }, 0] }, message: { zh: '不能为负' } }],
    });
  });

test('a form of a hundred fields comes out of its file as it went in, in another workspace and app', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(big, async (document) => {
      const [from, to] = [`from_${++run}`, `to_${run}`];
      const app = bundle({ big: document }, { views: { big_all: tableView('big', 'name', 'amount') } });
      await publishBundle(await here.ctx(), from, app);
      const file = JSON.stringify(exportForm(await here.ctx(), { app: from, key: 'big' }));
      await createApp(await there.ctx(), to, { vocabulary: 1, label: { zh: '那边' }, menu: [] });
      const { left, forms } = await addForms(await there.ctx(), to, JSON.parse(file));
      expect([left, [...forms]]).toEqual([[], [['big', 'big']]]);
      const again = exportForm(await there.ctx(), { app: to, key: 'big' });
      expect(Object.keys(again.forms.big?.properties ?? {})).toHaveLength(FIELDS);
      expect(JSON.stringify({ ...again, app: from })).toBe(file);
    }),
    { ...SEED, numRuns: 3 },
  );
});
