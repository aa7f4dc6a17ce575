import { pgVersions } from '@trellis/db/testing';
import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  deleteRecord,
  getRecord,
  groupRecords,
  queryRecords,
  recordHistory,
  restoreRecord,
  updateRecord,
} from '../server.ts';
import { CUSTOMER, DEAL, ORDER, openShop, PRODUCT, REGION } from './testing/shop.ts';

describe.each(pgVersions)('computed values on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  beforeAll(async () => {
    ({ at, ctx } = await openShop({ version }));
  });
  afterAll(() => at.close());

  const make = async (form: string, values: Record<string, unknown>) => createRecord(ctx, form, { values });
  const values = async (form: string, id: string) => (await getRecord(ctx, form, id)).values;
  const set = (form: string, id: string, change: Record<string, unknown>) =>
    updateRecord(ctx, form, id, { set: change });
  const world = async () => {
    const region = await make(REGION, { name: '华东', rate: '0.5' });
    const other = await make(REGION, { name: '华北', rate: '2' });
    const customer = await make(CUSTOMER, { name: '云岭', region: region.id });
    const product = await make(PRODUCT, { name: '阀门', price: '10' });
    return { region: region.id, other: other.id, customer: customer.id, product: product.id };
  };

  test('a create answers with its formulas and lookups, and what follows in other forms is there', async () => {
    const { region, customer, product } = await world();
    const deal = await make(DEAL, { title: 'A', customer, product, count: '3', stage: 'won' });
    expect(deal.values).toMatchObject({
      price: '10',
      price_then: '10',
      amount: '30',
      region: '华东',
      label: 'A/华东',
      age: '0',
    });
    expect(await values(DEAL, deal.id)).toEqual(deal.values);
    await make(DEAL, { title: 'B', customer, product, count: '1', stage: 'open' });
    expect(await values(CUSTOMER, customer)).toMatchObject({
      rate: '0.5',
      total: '40',
      won: '30',
      deals: '2',
      average: '20',
      products: '1',
      first_title: 'A',
      weighted: '20',
    });
    expect(await values(REGION, region)).toMatchObject({ total: '20', customers: '1' });
    expect(await values(PRODUCT, product)).toMatchObject({ sold: '4' });
    const history = await recordHistory(ctx, DEAL, deal.id);
    expect(history.changes.map(({ op }) => op)).toEqual(['create']);
  });

  test('a change at the far end reaches everything that follows, under the same versions', async () => {
    const { region, customer, product } = await world();
    const deal = await make(DEAL, { title: 'A', customer, product, count: '3', stage: 'won' });
    await set(PRODUCT, product, { price: '20' });
    expect(await values(DEAL, deal.id)).toMatchObject({ price: '20', price_then: '10', amount: '60' });
    expect(await values(CUSTOMER, customer)).toMatchObject({ total: '60', weighted: '30' });
    expect(await values(REGION, region)).toMatchObject({ total: '30' });
    await set(REGION, region, { rate: '1', name: '江浙' });
    expect(await values(REGION, region)).toMatchObject({ total: '60' });
    const read = await getRecord(ctx, DEAL, deal.id);
    expect(read).toMatchObject({ version: 1, values: { region: '江浙', label: 'A/江浙' } });
    const history = await recordHistory(ctx, DEAL, deal.id);
    expect(history.changes.map(({ cause, op }) => [cause, op])).toEqual([
      ['computed', 'update'],
      ['computed', 'update'],
      ['form', 'create'],
    ]);
    expect(history.changes[0]?.fields).toContainEqual({ field: 'region', before: '华东', after: '江浙' });
    const events = await at.list(
      `select payload->>'op' from ${at.schema}.outbox where payload->'ids' ? $1 order by id`,
      [deal.id],
    );
    expect(events).toEqual(['create', 'update', 'update']);
  });

  test('a reference that moves takes its part along', async () => {
    const { region, other, customer, product } = await world();
    const second = (await make(CUSTOMER, { name: '海川', region: other })).id;
    const deal = await make(DEAL, { title: 'A', customer, product, count: '3', stage: 'won' });
    const moved = await set(DEAL, deal.id, { customer: second });
    expect(moved.values).toMatchObject({ region: '华北', label: 'A/华北' });
    expect(await values(CUSTOMER, customer)).toMatchObject({ total: '0', deals: '0', average: null });
    expect(await values(CUSTOMER, second)).toMatchObject({ total: '30', weighted: '60' });
    expect([(await values(REGION, region)).total, (await values(REGION, other)).total]).toEqual(['0', '60']);
    await set(CUSTOMER, second, { region });
    expect([(await values(REGION, region)).total, (await values(REGION, other)).total]).toEqual(['15', '0']);
    expect((await values(DEAL, deal.id)).region).toBe('华东');
    const history = await recordHistory(ctx, DEAL, deal.id);
    // The member's change holds what followed from it in the record itself.
    expect(history.changes[1]?.fields.map(({ field }) => field).sort()).toEqual([
      'customer',
      'label',
      'region',
    ]);
  });

  test('records that point to the one behind a reference are found from there', async () => {
    const { customer, product } = await world();
    const order = await make(ORDER, { customer });
    const bare = await make(ORDER, {});
    expect([order.values.wins, bare.values.wins]).toEqual(['0', '0']);
    const deal = await make(DEAL, { title: 'A', customer, product, count: '3' });
    await make(DEAL, { title: 'B', customer, product, count: '1' });
    expect((await values(ORDER, order.id)).wins).toBe('40');
    const filter = { '>': [{ count: { var: 'customer.deal@customer' } }, 1] };
    const many = {
      and: [filter, { some: [{ var: 'customer.deal@customer' }, { '==': [{ var: 'row.title' }, 'B'] }] }],
    };
    const { records } = await queryRecords(ctx, ORDER, { filter: many });
    expect(records.map(({ id }) => id)).toEqual([order.id]);
    const second = (await make(CUSTOMER, { name: '海川' })).id;
    await set(DEAL, deal.id, { customer: second });
    expect((await values(ORDER, order.id)).wins).toBe('10');
    await deleteRecord(ctx, CUSTOMER, customer);
    expect((await values(ORDER, order.id)).wins).toBe('0');
  });

  test('deleting takes away, restoring brings back what is right by then', async () => {
    const { customer, product, region } = await world();
    const deal = await make(DEAL, { title: 'A', customer, product, count: '3', stage: 'won' });
    await deleteRecord(ctx, DEAL, deal.id);
    expect(await values(CUSTOMER, customer)).toMatchObject({ total: '0', deals: '0', first_title: null });
    await set(PRODUCT, product, { price: '7' });
    const back = await restoreRecord(ctx, DEAL, deal.id);
    expect(back.values).toMatchObject({ price: '7', amount: '21' });
    expect(await values(CUSTOMER, customer)).toMatchObject({ total: '21', deals: '1' });
    await deleteRecord(ctx, PRODUCT, product);
    expect(await values(DEAL, deal.id)).toMatchObject({ price: null, price_then: '10', amount: null });
    expect(await values(REGION, region)).toMatchObject({ total: '0' });
  });

  test('bulk rows count like single ones', async () => {
    const { customer, product } = await world();
    const rows = [1, 2, 3].map((count) => ({
      values: { title: `B${count}`, customer, product, count, stage: 'won' },
    }));
    const { ids } = await bulkCreate(ctx, DEAL, rows);
    expect(await values(CUSTOMER, customer)).toMatchObject({ total: '60', deals: '3', average: '20' });
    expect(await values(DEAL, ids[2] ?? '')).toMatchObject({ amount: '30', label: 'B3/华东' });
  });

  test('no client writes a computed value', async () => {
    for (const cause of ['form', 'api', 'import', 'template'] as const) {
      const write = createRecord({ ...ctx, cause }, DEAL, { values: { title: 'x', amount: '5' } });
      const error = await write.catch((failure: unknown) => failure);
      expect(error instanceof AppError && error.issues).toMatchObject([{ code: 'generated_field' }]);
    }
  });

  test('what follows the clock is worked out by each query: read, filter, sort', async () => {
    const { customer, product } = await world();
    const old = await make(DEAL, { title: 'old', customer, product, count: '1' });
    await at.pool.query(
      `update ${at.schema}.shop__deal set _created_at = now() - interval '10 days' where _id = $1`,
      [old.id],
    );
    expect((await values(DEAL, old.id)).age).toBe('10');
    const { records } = await queryRecords(ctx, DEAL, {
      filter: { and: [{ '>': [{ var: 'age' }, 5] }, { '==': [{ var: 'customer' }, customer] }] },
      sort: [{ field: 'age', dir: 'desc' }],
    });
    expect(records.map(({ id }) => id)).toEqual([old.id]);
    expect(await at.list(`select age from ${at.schema}.shop__deal where age is not null`)).toEqual([]);
    const groups = await groupRecords(ctx, DEAL, { by: [{ field: 'stage' }], totals: { age: 'sum' } });
    expect(groups.groups.length).toBeGreaterThan(0);
  });
});
