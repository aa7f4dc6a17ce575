import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field } from '../definitions/testing/documents.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  computeWorkspace,
  createRecord,
  getRecord,
  listComputations,
  publishBundle,
  queryRecords,
  recordHistory,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { runComputations } from './run.ts';
import { differences } from './testing/oracle.ts';
import { CUSTOMER, DEAL, formula, openShop, PRODUCT, REGION, shopForms } from './testing/shop.ts';

const MANY = 1_300;

describe('computed values that take longer', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let customer: string;
  let product: string;
  beforeAll(async () => {
    const extra = {
      roles: {
        seller: role({
          deal: { actions: ['view', 'create', 'edit'], rows: { '==': [{ var: 'region' }, '华东'] } },
          customer: { actions: ['view'], hidden: ['total'] },
        }),
      },
    };
    ({ at, ctx } = await openShop({ extra }));
    const region = await createRecord(ctx, REGION, { values: { name: '华东', rate: 1 } });
    customer = (await createRecord(ctx, CUSTOMER, { values: { name: 'C', region: region.id } })).id;
    product = (await createRecord(ctx, PRODUCT, { values: { name: 'P', price: 1 } })).id;
    const rows = Array.from({ length: MANY }, (_, n) => ({
      values: { title: `D${n}`, customer, product, count: 1 },
    }));
    await bulkCreate(ctx, DEAL, rows);
  });
  afterAll(() => at.close());

  const values = async (form: string, id: string) => (await getRecord(ctx, form, id)).values;
  const under = (current: Ctx) => ({ current: async () => current.catalog });

  test('more records than a save may touch are left to a job, in batches that a death does not undo', async () => {
    expect((await values(CUSTOMER, customer)).total).toBe(String(MANY));
    const saved = await updateRecord(ctx, PRODUCT, product, { set: { price: 2 } });
    expect(saved.values.price).toBe('2');
    expect(await listComputations(ctx)).toMatchObject([
      { form: DEAL, fields: ['price'], done: 0, total: MANY },
    ]);
    const jobs = await at.list(`select key from graphile_worker.jobs`);
    expect(jobs).toEqual([`compute ${at.schema}`]);
    expect(await runComputations(ctx, { ...under(ctx), atMost: 2 })).toBe(false);
    expect(await listComputations(ctx)).toMatchObject([{ done: 400 }]);
    await computeWorkspace(ctx, async () => ctx.catalog);
    expect(await listComputations(ctx)).toEqual([]);
    expect((await values(CUSTOMER, customer)).total).toBe(String(2 * MANY));
    expect(await differences(at)).toEqual([]);
  });

  test('a new field and a formula that says something else are worked out for the records there are', async () => {
    const forms = shopForms();
    const { deal, region } = forms;
    if (!deal || !region) throw new Error('no such form');
    const publish = (change: Record<string, ReturnType<typeof field>>, more: typeof forms = {}) =>
      publishBundle(
        ctx,
        'shop',
        bundle({ ...forms, ...more, deal: { ...deal, properties: { ...deal.properties, ...change } } }),
      );

    await publish({ amount: formula({ '*': [{ '*': [{ var: 'count' }, { var: 'price' }] }, 2] }) }).catch(
      (error) => {
        throw new Error(`${JSON.stringify(error.issues)}`);
      },
    );
    ctx = await at.ctx();
    // The first thousand at once; the rest by the job, until then with its mark.
    expect(await listComputations(ctx)).toMatchObject([
      { form: DEAL, fields: ['amount'], done: 1_000, total: MANY },
    ]);
    await computeWorkspace(ctx, async () => ctx.catalog);
    expect((await values(CUSTOMER, customer)).total).toBe(String(4 * MANY));
    const highest = field('rollup', { rows: 'customer@region', op: 'max', path: 'total' });
    await publishBundle(
      ctx,
      'shop',
      bundle({ ...forms, region: { ...region, properties: { ...region.properties, highest } } }),
    );
    ctx = await at.ctx();
    await computeWorkspace(ctx, async () => ctx.catalog);
    const { records } = await queryRecords(ctx, REGION, {});
    expect(records[0]?.values).toMatchObject({ highest: String(2 * MANY), total: String(2 * MANY) });
    const history = await recordHistory(ctx, REGION, records[0]?.id ?? '');
    expect(history.changes[0]).toMatchObject({ cause: 'computed', actor: null });
  });

  test('a circle through two forms is refused with its path', async () => {
    const forms = shopForms();
    const { customer: form } = forms;
    if (!form) throw new Error('no such form');
    const bonus = formula({ '+': [{ var: 'weighted' }, { var: 'region.total' }] });
    const properties = { ...form.properties, weighted: formula({ '*': [{ var: 'bonus' }, 2] }), bonus };
    const error = await publishBundle(
      ctx,
      'shop',
      bundle({ ...forms, customer: { ...form, properties } }),
    ).catch((failure: unknown) => failure);
    if (!(error instanceof AppError)) throw error;
    const circle = error.issues
      .filter(({ code }) => code === 'computed_cycle')
      .map(({ params }) => params?.path);
    expect(circle.length).toBeGreaterThan(0);
    expect(circle[0]).toMatch(/^表单\.\S+( → 表单\.\S+)+$/);
  });

  test('a role’s rows may stand on a lookup, and its fields govern roll-ups', async () => {
    const person = await member(at, '01900000-0000-7000-8000-0000000000b1', '销售');
    const seller = as(ctx, { ...person, roles: ['shop:seller'] });
    const made = await createRecord(seller, DEAL, { values: { title: 'mine', customer } }).catch(
      (error) => error,
    );
    // The customer can be seen, and what the lookup shows of the region puts the deal within the seller's rows.
    expect(made.values).toMatchObject({ region: '华东' });
    const elsewhere = await createRecord(seller, DEAL, { values: { title: 'none' } }).catch(
      (error: unknown) => error,
    );
    expect(elsewhere instanceof AppError && elsewhere.issues).toMatchObject([{ code: 'out_of_scope' }]);
    const seen = await getRecord(seller, CUSTOMER, customer);
    expect(Object.keys(seen.values)).not.toContain('total');
    expect(seen.values).toHaveProperty('deals');
    await expect(
      queryRecords(seller, CUSTOMER, { filter: { '>': [{ var: 'total' }, 1] } }),
    ).rejects.toMatchObject({
      code: 'query_invalid',
    });
  });
});
