import { pgVersions } from '@trellis/db/testing';
import type { Expr } from '@trellis/logic';
import { AppError, type JsonObject, newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  checkStorage,
  createRecord,
  deleteRecord,
  getRecord,
  publishBundle,
  queryRecords,
  recordHistory,
  restoreRecord,
  uninstallApp,
  updateRecord,
  visibleCatalog,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const ORDER = 'crm:order';
const PRODUCT = 'crm:product';

/** Lines of an order: a required item, numbers, a reference, a rule that reads the order and one that reads the row. */
const lines = (columns: Record<string, unknown> = {}, more: JsonObject = {}) =>
  field('subform', {
    form: {
      properties: {
        item: field('text', { maxLength: 20 }),
        product: field('reference', { form: 'product' }),
        qty: field('number', { decimals: 0 }, { default: { kind: 'value', value: '1' } }),
        price: field('money'),
        reason: field(
          'text',
          {},
          {
            visible: { '>': [{ var: 'qty' }, 100] },
            requiredWhen: { '==': [{ var: '_parent_id.urgent' }, true] },
          },
        ),
        due: field('date', { min: { from: 'now', amount: 0, unit: 'day' } }),
        fixed: field('checkbox'),
        note: field('text', {}, { readonlyWhen: { '==': [{ var: 'fixed' }, true] } }),
        ...columns,
      },
      required: ['item'],
    } as unknown as JsonObject,
    max: 5,
    ...more,
  });

const orders = (subform = lines()) =>
  bundle(
    {
      product: form({ name: field('text') }),
      order: form(
        { title: field('text'), urgent: field('checkbox'), lines: subform },
        {
          checks: [
            {
              key: 'no_free',
              when: { some: [{ var: 'lines' }, { '==': [{ var: 'row.price' }, 0] }] },
              message: { zh: '单价不能为零', en: 'No price may be zero' },
              field: 'lines',
            },
          ],
        },
      ),
    },
    {
      roles: {
        seller: role({
          order: {
            actions: ['view', 'create', 'edit'],
            hidden: ['lines.price'],
            readonly: ['lines.qty'],
            rows: { some: [{ var: 'lines' }, { '!=': [{ var: 'row.item' }, '秘密'] }] },
          },
          product: { actions: ['view'] },
        }),
      },
    },
  );

type Line = Record<string, unknown> & { readonly _id: string };
const linesOf = (record: { values: Record<string, unknown> }) => (record.values.lines ?? []) as Line[];

async function refusal(write: Promise<unknown>): Promise<unknown[]> {
  try {
    await write;
  } catch (error) {
    if (error instanceof AppError) {
      return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
    }
    throw error;
  }
  throw new Error('was not refused');
}

describe.each(pgVersions)('rows of a sub-form on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let product: string;
  beforeAll(async () => {
    at = await openTestWorkspace(version);
    await publishBundle(await at.ctx(), 'crm', orders());
    ctx = await at.ctx();
    product = (await createRecord(ctx, PRODUCT, { values: { name: '轴承' } })).id;
  });
  afterAll(() => at.close());

  const create = (list: unknown, values: object = {}) =>
    createRecord(ctx, ORDER, { values: { title: '订单', ...values, lines: list } });
  const update = (id: string, set: Record<string, unknown>, more: object = {}) =>
    updateRecord(ctx, ORDER, id, { set, ...more });

  test('are saved with their record, in order, with defaults, and read back as they were answered', async () => {
    const id = newId();
    const more = { due: null, fixed: null, note: null };
    const made = await create([
      { _id: id, item: ' 轴承 ', product, qty: 2, price: '19.90' },
      { item: '螺丝' },
      { item: null, qty: null },
    ]);
    expect(linesOf(made)).toEqual([
      { _id: id, item: '轴承', product, qty: '2', price: '19.9', reason: null, ...more },
      { _id: expect.any(String), item: '螺丝', product: null, qty: '1', price: null, reason: null, ...more },
    ]);
    const { refs, ...read } = await getRecord(ctx, ORDER, made.id);
    expect(read).toEqual(made);
    expect(refs[product]).toEqual({ title: '轴承' });
    const page = await queryRecords(ctx, ORDER, { filter: { '==': [{ var: '_id' }, made.id] } });
    expect(page.records[0]?.values.lines).toEqual(made.values.lines);
    expect(page.refs[product]).toEqual({ title: '轴承' });
    const without = await queryRecords(ctx, ORDER, { fields: ['title'], limit: 1 });
    expect(without.records[0]?.values).toEqual({ title: '订单' });
  });

  test('are changed by a whole list or one by one, under the version of their record', async () => {
    const made = await create([
      { item: 'a', qty: 1 },
      { item: 'b', qty: 2 },
      { item: 'c', qty: 3 },
    ]);
    const [a, b, c] = linesOf(made) as [Line, Line, Line];
    const whole = await update(made.id, {
      lines: [{ _id: c._id }, { _id: a._id, qty: 10 }, { item: 'd' }],
    });
    expect(whole.version).toBe(2);
    expect(linesOf(whole).map(({ item, qty }) => [item, qty])).toEqual([
      ['c', '3'],
      ['a', '10'],
      ['d', '1'],
    ]);
    const single = await update(made.id, {
      lines: { upsert: [{ _id: a._id, price: 5 }, { item: 'e' }], delete: [c._id] },
    });
    expect(linesOf(single).map(({ item, price }) => [item, price])).toEqual([
      ['a', '5'],
      ['d', null],
      ['e', null],
    ]);
    const read = await getRecord(ctx, ORDER, made.id);
    expect(read.values).toEqual(single.values);
    const same = await update(made.id, { lines: single.values.lines });
    expect(same.version).toBe(single.version);
    expect(await refusal(update(made.id, { lines: null }, { version: 1 }))).toEqual([]);
    expect((await update(made.id, { lines: null })).values.lines).toBeNull();
    expect(await at.list(`select item from ${at.schema}.crm__order__lines where _id = $1`, [b._id])).toEqual(
      [],
    );
  });

  test('follow their own rules, which see the record, and the record’s checks, which see them', async () => {
    expect(await refusal(create([{ item: 'x', qty: 200 }], { urgent: true }))).toEqual([
      'values.lines.0.reason required',
    ]);
    const hidden = await create([{ item: 'x', qty: 5, reason: '藏' }], { urgent: true });
    expect(linesOf(hidden)[0]?.reason).toBeNull();
    expect(await refusal(create([{ item: 'a' }, { item: 'b', price: 0 }]))).toEqual([
      'values.lines check_failed',
    ]);
    expect(await refusal(create([{ qty: 3 }, { item: 'x'.repeat(30) }, { item: 'y', qty: 'many' }]))).toEqual(
      ['values.lines.2.qty invalid_number'],
    );
    expect(await refusal(create([{ qty: 3 }, { item: 'x'.repeat(30) }]))).toEqual(
      ['values.lines.0.item required', 'values.lines.1.item too_long'].sort().reverse(),
    );
    expect(await refusal(create([1, 2, 3, 4, 5, 6].map((n) => ({ item: `${n}` }))))).toEqual([
      'values.lines too_many_items',
    ]);
    expect(await refusal(create([{ item: 'x', product: newId() }]))).toEqual([
      'values.lines.0.product reference_missing',
    ]);
    expect(await refusal(create([{ item: 'x', nothing: 1 }]))).toEqual([
      'values.lines.0.nothing unknown_field',
    ]);
  });

  test('are locked by rules and judged by the moment like records', async () => {
    const past = [{ item: 'x', due: '2001-01-01' }];
    expect(await refusal(create(past))).toEqual(['values.lines.0.due too_early']);
    const made = await create([{ item: 'x', due: '2999-01-01', fixed: true }]);
    const [{ _id }] = linesOf(made) as [Line];
    const change = (row: object) => update(made.id, { lines: { upsert: [{ _id, ...row }], delete: [] } });
    expect(await refusal(change({ note: '改' }))).toEqual(['set.lines.0.note readonly_field']);
    expect(await refusal(change({ due: '2001-01-01' }))).toEqual(['set.lines.0.due too_early']);
    // What was wrong in a row before is not blamed on another change.
    await at.pool.query(`update ${at.schema}.crm__order__lines set due = '2001-01-01' where _id = $1`, [_id]);
    expect(linesOf(await change({ qty: 5 }))[0]).toMatchObject({ qty: '5', due: '2001-01-01' });
  });

  test('can’t be taken from another record', async () => {
    const mine = await create([{ item: 'mine' }]);
    const other = await create([{ item: 'other' }]);
    const stolen = linesOf(mine)[0]?._id;
    expect(await refusal(update(other.id, { lines: [{ _id: stolen, item: 'stolen' }] }))).toEqual([
      'set.lines id_taken',
    ]);
    expect((await getRecord(ctx, ORDER, other.id)).version).toBe(1);
    expect(linesOf(await getRecord(ctx, ORDER, mine.id))[0]?.item).toBe('mine');
  });

  test('stand in the history of their record, and come back with it', async () => {
    const made = await create([{ item: 'a', qty: 1 }, { item: 'b' }]);
    const [a, b] = linesOf(made) as [Line, Line];
    await update(made.id, { lines: [{ _id: b._id }, { _id: a._id, qty: 7 }] });
    await update(made.id, { lines: { upsert: [], delete: [a._id] } });
    await deleteRecord(ctx, ORDER, made.id);
    const back = await restoreRecord(ctx, ORDER, made.id);
    expect(linesOf(back).map(({ item }) => item)).toEqual(['b']);
    const { changes } = await recordHistory(ctx, ORDER, made.id);
    const told = changes
      .filter(({ op }) => op === 'update')
      .map(({ fields }) =>
        fields.map(({ before, after }) =>
          [before, after].map((list) => (list as Line[]).map(({ item, qty }) => `${item}${qty}`).join(' ')),
        ),
      );
    expect(told).toEqual([[['b1 a7', 'b1']], [['a1 b1', 'b1 a7']]]);
  });

  test('of two writers at once one is told of the conflict, and nothing is mixed', async () => {
    const made = await create([{ item: 'start' }]);
    const results = await Promise.allSettled(
      ['x', 'y', 'z'].map((item) => update(made.id, { lines: [{ item }] }, { version: 1 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const won = results.find((one) => one.status === 'fulfilled');
    const read = await getRecord(ctx, ORDER, made.id);
    expect(read.values.lines).toEqual(won?.status === 'fulfilled' && won.value.values.lines);
  });

  test('are made in bulk, all or nothing', async () => {
    const { ids } = await bulkCreate(ctx, ORDER, [
      { values: { title: '一', lines: [{ item: 'a' }, { item: 'b', product }] } },
      { values: { title: '二' } },
      { values: { title: '三', lines: [{ item: 'c' }] } },
    ]);
    const read = await Promise.all(ids.map((id) => getRecord(ctx, ORDER, id)));
    expect(read.map((record) => linesOf(record).map(({ item }) => item))).toEqual([['a', 'b'], [], ['c']]);
    const wrong = [{ values: { title: '四', lines: [{ item: 'a' }, { item: 'b', product: newId() }] } }];
    expect(await refusal(bulkCreate(ctx, ORDER, wrong))).toEqual([
      'create.0.values.lines.1.product reference_missing',
    ]);
  });

  test('are filtered by like other records that belong to one', async () => {
    const title = `筛选 ${newId()}`;
    await bulkCreate(ctx, ORDER, [
      {
        values: {
          title,
          lines: [
            { item: 'a', qty: 5 },
            { item: 'b', qty: 1 },
          ],
        },
      },
      { values: { title, lines: [{ item: 'c', qty: 9 }] } },
      { values: { title } },
    ]);
    const count = async (condition: Expr) => {
      const filter = { and: [{ '==': [{ var: 'title' }, title] }, condition] };
      return (await queryRecords(ctx, ORDER, { filter })).records.length;
    };
    expect(await count({ some: [{ var: 'lines' }, { '>': [{ var: 'row.qty' }, 4] }] })).toBe(2);
    expect(await count({ all: [{ var: 'lines' }, { '>': [{ var: 'row.qty' }, 4] }] })).toBe(2);
    expect(await count({ '==': [{ count: [{ var: 'lines' }] }, 2] })).toBe(1);
    expect(await count({ '==': [{ count: [{ var: 'lines' }] }, 0] })).toBe(1);
    expect(
      await refusal(count({ some: [{ var: 'lines' }, { '>': [{ var: 'row.nope' }, 4] }] })),
    ).toHaveLength(1);
  });

  test('are governed by the policy of their record, and by grants of their columns', async () => {
    const seller = as(ctx, await member(at, newId(), '卖家', 'seller'));
    const made = await create([{ item: 'a', qty: 2, price: 30 }]);
    const secret = await create([{ item: '秘密', price: 1 }]);
    const seen = await getRecord(seller, ORDER, made.id);
    expect(linesOf(seen)).toEqual([
      {
        _id: linesOf(made)[0]?._id,
        item: 'a',
        product: null,
        qty: '2',
        reason: null,
        due: null,
        fixed: null,
        note: null,
      },
    ]);
    await expect(getRecord(seller, ORDER, secret.id)).rejects.toMatchObject({ code: 'record_not_found' });
    const write = (list: unknown) => updateRecord(seller, ORDER, made.id, { set: { lines: list } });
    const [row] = linesOf(seen) as [Line];
    expect(await refusal(write([{ ...row, price: 1 }]))).toEqual(['set.lines.0.price unknown_field']);
    expect(await refusal(write([{ ...row, qty: 3 }]))).toEqual(['set.lines.0.qty readonly_field']);
    expect(linesOf(await write([{ ...row, item: 'b' }]))).toEqual([{ ...row, item: 'b' }]);
    expect(linesOf(await getRecord(ctx, ORDER, made.id))[0]?.price).toBe('30');
    const probe = { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 0] }] };
    expect(await refusal(queryRecords(seller, ORDER, { filter: probe }))).toHaveLength(1);
    const { changes } = await recordHistory(seller, ORDER, made.id);
    expect(JSON.stringify(changes)).not.toContain('price');
    await update(made.id, { lines: { upsert: [{ _id: row._id, price: 31 }], delete: [] } });
    expect((await recordHistory(seller, ORDER, made.id)).changes).toHaveLength(changes.length);
    // A row that would take the record out of the member's rows.
    expect(await refusal(write([{ item: '秘密' }]))).toEqual([' out_of_scope']);
    await createRecord(seller, ORDER, { values: { title: '我的', lines: [{ item: 'ok' }] } });
    const document = JSON.stringify(visibleCatalog(seller).forms[ORDER]);
    expect(document).not.toContain('price');
    expect(visibleCatalog(seller).forms[ORDER]?.access.readonly).toContain('lines.qty');
  });
});

describe('the table of a sub-form', () => {
  let at: TestWorkspace;
  beforeAll(async () => {
    at = await openTestWorkspace();
  });
  afterAll(() => at.close());

  test('is made, widened, kept for the field to come back, and dropped with its form', async () => {
    await publishBundle(await at.ctx(), 'crm', orders());
    let ctx = await at.ctx();
    const { id } = await createRecord(ctx, ORDER, {
      values: { title: '单', lines: [{ item: 'a', qty: 3 }] },
    });
    await publishBundle(ctx, 'crm', orders(lines({ memo: field('text') })));
    ctx = await at.ctx();
    const [row] = linesOf(await getRecord(ctx, ORDER, id)) as [Line];
    expect(row).toMatchObject({ item: 'a', memo: null });
    await updateRecord(ctx, ORDER, id, { set: { lines: [{ ...row, memo: '急' }] } });
    expect(await checkStorage(at.pool, at.workspace, ctx.log)).toEqual([]);

    const bare = orders();
    const without = bundle(
      { ...bare.forms, order: form({ title: field('text'), urgent: field('checkbox') }) },
      { roles: { seller: role({ product: { actions: ['view'] } }) } },
    );
    await publishBundle(await at.ctx(), 'crm', without);
    expect((await getRecord(await at.ctx(), ORDER, id)).values).not.toHaveProperty('lines');
    await publishBundle(await at.ctx(), 'crm', orders(lines({ memo: field('text') })));
    expect(linesOf(await getRecord(await at.ctx(), ORDER, id))).toMatchObject([{ item: 'a', memo: '急' }]);

    await uninstallApp(await at.ctx(), 'crm');
    const left = await at.list(
      "select relname from pg_class where relname like 'crm\\_\\_%' and relnamespace = $1::regnamespace",
      [at.schema],
    );
    expect(left).toEqual([]);
  });

  test('is refused columns that can’t stand in a row', async () => {
    const wrong = lines({
      inner: lines(),
      number: field('autonumber', { parts: [{ kind: 'counter', digits: 4, reset: 'never' }] }),
      only: field('text', {}, { unique: true }),
    });
    const issues = await refusal(publishBundle(await at.ctx(), 'crm', orders(wrong)));
    const path = 'forms.order.properties.lines.trellis.config.form.properties';
    expect(issues).toEqual(
      expect.arrayContaining([
        `${path}.inner.trellis.type not_in_rows`,
        `${path}.number.trellis.type not_in_rows`,
        `${path}.only.trellis.unique never_unique`,
      ]),
    );
  });
});
