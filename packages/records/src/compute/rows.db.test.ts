import { pgVersions } from '@trellis/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, createRecord, getRecord, recordHistory, updateRecord } from '../server.ts';
import { CUSTOMER, ORDER, openShop, PRODUCT } from './testing/shop.ts';

describe.each(pgVersions)('computed values over rows on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let product: string;
  beforeAll(async () => {
    ({ at, ctx } = await openShop({ version }));
    product = (await createRecord(ctx, PRODUCT, { values: { name: '阀门', price: '10' } })).id;
  });
  afterAll(() => at.close());

  const stored = async (id: string) => (await getRecord(ctx, ORDER, id)).values;
  const lines = () => [
    { kind: 'a', count: '2', unit: '1.5', product },
    { kind: 'b', count: '1', unit: '4' },
  ];

  test('a create answers with the totals that it stores', async () => {
    const customer = (await createRecord(ctx, CUSTOMER, { values: { name: '云岭' } })).id;
    const made = await createRecord(ctx, ORDER, { values: { customer, rate: '0.5', lines: lines() } });
    expect(made.values).toMatchObject({
      total: '7',
      a_total: '3',
      net: '3.5',
      number: '2',
      mean: '3.5',
      first_kind: 'a',
      listed: '20',
      taxed: '8.4',
    });
    expect(made.values.lines).toMatchObject([
      { amount: '3', net: '1.5', price: '10', listed: '20' },
      { amount: '4', net: '2', price: null, listed: null },
    ]);
    expect(await stored(made.id)).toEqual(made.values);
    expect((await getRecord(ctx, CUSTOMER, customer)).values.ordered).toBe('7');
    // What the save works out itself is part of what was created.
    expect((await recordHistory(ctx, ORDER, made.id)).changes.map(({ op }) => op)).toEqual(['create']);
  });

  test('a change of rows, or of what rows read of their record, answers with what is stored', async () => {
    const made = await createRecord(ctx, ORDER, { values: { rate: '0.5', lines: lines() } });
    const [first, second] = made.values.lines as { _id: string }[];
    const changed = await updateRecord(ctx, ORDER, made.id, {
      set: { lines: { upsert: [{ _id: first?._id, count: '4' }], delete: [second?._id] } },
    });
    expect(changed.values).toMatchObject({ total: '6', net: '3', number: '1', mean: '6', listed: '40' });
    expect(await stored(made.id)).toEqual(changed.values);
    const halved = await updateRecord(ctx, ORDER, made.id, { set: { rate: '2' } });
    expect(halved.values).toMatchObject({ total: '6', net: '12' });
    expect(halved.values.lines).toMatchObject([{ amount: '6', net: '12' }]);
    expect(await stored(made.id)).toEqual(halved.values);
    const { changes } = await recordHistory(ctx, ORDER, made.id);
    const fields = changes.map((change) => change.fields.map(({ field }) => field).sort());
    expect(fields[0]).toEqual(['lines', 'net', 'rate']);
    const emptied = await updateRecord(ctx, ORDER, made.id, { set: { lines: [] } });
    expect(emptied.values).toMatchObject({
      total: '0',
      number: '0',
      mean: null,
      first_kind: null,
      listed: '0',
    });
    expect(await stored(made.id)).toEqual(emptied.values);
  });

  test('an answer holds what others moved under the same version', async () => {
    const { id } = await createRecord(ctx, CUSTOMER, { values: { name: '海川' } });
    const other = await at.pool.connect();
    await other.query('begin');
    await other.query(`update ${at.schema}.shop__customer set ordered = 14 where _id = $1`, [id]);
    const renaming = updateRecord(ctx, CUSTOMER, id, { set: { name: '海川二' } });
    // It has read the record and waits for it.
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(() => at.list(waiting), { timeout: 10_000 }).not.toEqual([]);
    await other.query('commit');
    other.release();
    expect((await renaming).values.ordered).toBe('14');
  });

  test('bulk rows have the same totals', async () => {
    const { ids } = await bulkCreate(ctx, ORDER, [{ values: { rate: '0.5', lines: lines() } }]);
    expect(await stored(ids[0] ?? '')).toMatchObject({ total: '7', net: '3.5', listed: '20', taxed: '8.4' });
  });
});
