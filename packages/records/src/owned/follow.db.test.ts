import type { Expr } from '@trellis/logic';
import { AppError, type FormDocument, type JsonObject, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  getRecord,
  linkedRecords,
  linkedValues,
  publishBundle,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const own = (path: string): Expr => ({ var: `$record.${path}` });
const rows = (properties: FormDocument['properties'], more: JsonObject = {}) =>
  field('subform', { form: { properties, required: [] } as unknown as JsonObject, ...more });

/** An order whose lines take price and unit from their product, their agent from the order, and so on. */
const forms = {
  maker: form({ name: field('text') }),
  product: form({
    name: field('text'),
    maker: field('reference', { form: 'maker' }),
    price: field('number'),
    unit: field('text'),
    cost: field('number'),
    on_sale: field('checkbox'),
  }),
  quote: form({
    title: field('text'),
    items: rows({
      product: field('reference', { form: 'product' }),
      count: field('text'),
      note: field('text'),
    }),
  }),
  order: form({
    title: field('text'),
    maker: field('reference', { form: 'maker' }),
    agent: field('member'),
    factor: field('number'),
    quote: field('reference', {
      form: 'quote',
      fills: [
        {
          from: 'items',
          to: 'lines',
          when: 'empty',
          columns: [
            { from: 'product', to: 'product' },
            { from: 'count', to: 'qty' },
          ],
        },
      ],
    }),
    lines: rows({
      product: field('reference', {
        form: 'product',
        filter: { where: { '==': [{ var: 'maker' }, own('_parent_id.maker')] } },
        fills: [
          { from: 'price', to: 'price', when: 'always' },
          { from: 'unit', to: 'unit', when: 'empty' },
          { from: 'cost', to: 'cost', when: 'empty' },
        ],
      }),
      spare: field('reference', {
        form: 'product',
        filter: { where: { '>': [{ var: 'price' }, own('price')] }, empty: 'none' },
      }),
      qty: field('number'),
      price: field('number', {}, { readonly: true }),
      unit: field('text'),
      cost: field('number'),
      maker: field(
        'text',
        {},
        { default: { kind: 'through', path: 'product.maker.name', recompute: 'change' } },
      ),
      of: field(
        'text',
        {},
        { default: { kind: 'through', path: '_parent_id.maker.name', recompute: 'change' } },
      ),
      sold: field(
        'number',
        {},
        {
          default: {
            kind: 'linked',
            form: 'product',
            where: { '==': [{ var: 'unit' }, own('unit')] },
            empty: 'none',
            take: 'count',
          },
        },
      ),
      twice: field('number', {}, { default: { kind: 'expr', expr: { '*': [{ var: 'qty' }, 2] } } }),
      scaled: field(
        'number',
        {},
        {
          default: {
            kind: 'expr',
            expr: { '*': [{ var: 'qty' }, { var: '_parent_id.factor' }] },
            recompute: 'change',
          },
        },
      ),
    }),
  }),
};
const roles = {
  clerk: role({
    order: { actions: ['view', 'create', 'edit'] },
    product: { actions: ['view'], hidden: ['cost'] },
    maker: { actions: ['view'] },
    quote: { actions: ['view'], hidden: ['items.count'] },
  }),
};

const ORDER = 'crm:order';
type Line = Record<string, unknown> & { readonly _id: string };
const linesOf = (record: { values: Record<string, unknown> }) => (record.values.lines ?? []) as Line[];
const refusal = async (write: Promise<unknown>): Promise<unknown[]> => {
  const error = await write.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('was not refused');
  return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
};

describe('values that follow in rows', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let clerk: Ctx;
  const id = { acme: newId(), best: newId(), bolt: newId(), nut: newId(), quote: newId() };
  beforeAll(async () => {
    at = await openTestWorkspace();
    await publishBundle(await at.ctx(), 'crm', bundle(forms, { roles }));
    ctx = await at.ctx();
    clerk = as(ctx, await member(at, newId(), '职员', 'clerk'));
    const make = (ref: string, one: string, values: object) =>
      createRecord(ctx, `crm:${ref}`, { id: one, values: { ...values } });
    await make('maker', id.acme, { name: '甲厂' });
    await make('maker', id.best, { name: '乙厂' });
    const bolt = { name: '螺栓', maker: id.acme, price: 3, unit: '个', cost: 1, on_sale: true };
    await make('product', id.bolt, bolt);
    await make('product', id.nut, { name: '螺母', maker: id.best, price: 5, unit: '盒', on_sale: true });
    await make('quote', id.quote, {
      title: '报价',
      items: [
        { product: id.bolt, count: '7', note: 'x' },
        { product: id.nut, count: '8' },
      ],
    });
  });
  afterAll(() => at.close());
  const create = (values: Record<string, unknown>, who = ctx) =>
    createRecord(who, ORDER, { values: { title: '订单', ...values } });
  const update = (order: { id: string }, set: Record<string, unknown>, who = ctx) =>
    updateRecord(who, ORDER, order.id, { set });

  test('come with a new row, from what it chooses, from its record and from others', async () => {
    const made = await create({
      maker: id.acme,
      factor: 10,
      lines: [
        { product: id.bolt, qty: 2 },
        { product: id.bolt, unit: '箱', qty: 1, maker: null, twice: 9 },
      ],
    });
    const [first, second] = linesOf(made);
    expect(first).toMatchObject({ price: '3', unit: '个', cost: '1', maker: '甲厂', of: '甲厂' });
    expect(first).toMatchObject({ sold: '1', twice: '4', scaled: '20' });
    expect(second).toMatchObject({ price: '3', unit: '箱', maker: null, sold: '0', twice: '9' });
    expect((await getRecord(ctx, ORDER, made.id)).values.lines).toEqual(made.values.lines);
  });

  test('follow what changes in a row, and what changes in its record', async () => {
    const made = await create({ maker: id.acme, factor: 2, lines: [{ product: id.bolt, qty: 2 }] });
    const [{ _id }] = linesOf(made) as [Line];
    const changed = await update(made, {
      maker: null,
      lines: { upsert: [{ _id, product: id.nut }], delete: [] },
    });
    expect(linesOf(changed)[0]).toMatchObject({
      price: '5',
      unit: '个',
      maker: '乙厂',
      of: null,
      twice: '4',
    });
    const scaled = await update(made, { factor: 3, maker: id.best });
    expect(linesOf(scaled)[0]).toMatchObject({ _id, scaled: '6', of: '乙厂', price: '5', unit: '个' });
    expect((await getRecord(ctx, ORDER, made.id)).values.lines).toEqual(scaled.values.lines);
  });

  test('are the same in bulk, and never what the member may not see; the server’s word counts', async () => {
    const values = { title: '批', maker: id.acme, lines: [{ product: id.bolt, qty: 4, price: 99 }] };
    const { ids } = await bulkCreate(clerk, ORDER, [{ values }, { values }]);
    for (const one of ids) {
      const [line] = linesOf(await getRecord(ctx, ORDER, one));
      expect(line).toMatchObject({ price: '3', unit: '个', cost: null, twice: '8' });
    }
    const single = await create(values, clerk);
    expect(linesOf(single)[0]).toMatchObject({ price: '3', unit: '个', cost: null });
    const imported = { ...ctx, cause: 'import' as const };
    const { ids: more } = await bulkCreate(imported, ORDER, [
      { values: { ...values, lines: [{ product: id.bolt }] } },
    ]);
    expect(linesOf(await getRecord(ctx, ORDER, more[0] ?? ''))[0]).toMatchObject({ price: '3', unit: '个' });
  });

  test('may be rows as a whole, with what follows in them', async () => {
    const made = await create({ quote: id.quote });
    expect(linesOf(made)).toMatchObject([
      { product: id.bolt, qty: '7', price: '3', unit: '个', twice: '14' },
      { product: id.nut, qty: '8', price: '5', unit: '盒' },
    ]);
    const own = await create({ quote: id.quote, lines: [{ product: id.nut }] });
    expect(linesOf(own)).toHaveLength(1);
    const later = await create({ title: '后选' });
    expect(linesOf(await update(later, { quote: id.quote }))).toHaveLength(2);
    // The column that the clerk does not see is not copied.
    expect(linesOf(await create({ quote: id.quote }, clerk)).map(({ qty }) => qty)).toEqual([null, null]);
  });

  test('narrow what a row may choose, by itself and by its record, whoever writes', async () => {
    const lines = [{ product: id.bolt }, { product: id.nut }];
    expect(await refusal(create({ maker: id.acme, lines }))).toEqual([
      'values.lines.1.product reference_filtered',
    ]);
    expect(
      await refusal(bulkCreate(ctx, ORDER, [{ values: { title: 'x', maker: id.best, lines } }])),
    ).toEqual(['create.0.values.lines.0.product reference_filtered']);
    const made = await create({ maker: id.acme, lines: [{ product: id.bolt, spare: id.nut }] });
    const [{ _id }] = linesOf(made) as [Line];
    // What the record's own change makes wrong is told at the row.
    expect(await refusal(update(made, { maker: id.best }))).toEqual([
      'set.lines.0.product reference_filtered',
    ]);
    const raise = { upsert: [{ _id, spare: id.bolt }], delete: [] };
    expect(await refusal(update(made, { lines: raise }))).toEqual(['set.lines.0.spare reference_filtered']);
    expect((await update(made, { title: '别的' })).version).toBe(2);
  });

  test('are asked of a form that is being filled in, row by row', async () => {
    const row = newId();
    const place = { field: 'lines', row };
    const readable = { maker: id.acme, quote: id.quote, lines: [{ _id: row, product: id.nut }] };
    const want = [
      { field: 'lines', by: 'quote' },
      { field: 'price', by: 'product', in: place },
      { field: 'maker', in: place },
    ];
    const answer = await linkedValues(clerk, ORDER, { values: readable, want });
    expect(answer.values.lines).toHaveLength(2);
    expect(answer.rows).toEqual({ lines: { [row]: { price: '5', maker: '乙厂' } } });
    const found = await linkedRecords(clerk, ORDER, { values: readable, field: 'product', in: place });
    expect(found.records.map((record) => record.id)).toEqual([id.bolt]);
    expect(
      await refusal(linkedRecords(clerk, ORDER, { field: 'product', in: { field: 'lines', row: newId() } })),
    ).toEqual(['in unknown_field']);
  });
});
