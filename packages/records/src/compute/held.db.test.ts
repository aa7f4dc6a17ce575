import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { openPool, type Pool } from '@trellis/db';
import { pgVersions } from '@trellis/db/testing';
import { AppError } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  bulkDelete,
  type Ctx,
  createRecord,
  deleteRecord,
  getRecord,
  openImports,
  restoreRecord,
  updateRecord,
} from '../server.ts';
import { CUSTOMER, KIND, MOVE, ORDER, openStock, PRODUCT } from './testing/stock.ts';

const create = async (ctx: Ctx, form: string, values: Record<string, unknown>) =>
  (await createRecord(ctx, form, { values })).id;
const lines = (...amounts: number[]) => amounts.map((amount) => ({ item: 'x', amount }));
const refused = (path: unknown[], code = 'check_held') => ({
  code: 'validation_failed',
  issues: [expect.objectContaining({ path, code })],
});

describe('a check that holds', () => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let [bolt, nut] = ['', ''];
  const stock = async (id: string) => Number((await getRecord(ctx, PRODUCT, id)).values.stock);
  const move = (product: string, count: number) => create(ctx, MOVE, { title: 'm', product, count });

  beforeAll(async () => {
    ({ at, ctx } = await openStock());
    bolt = await create(ctx, PRODUCT, { name: '螺栓' });
    nut = await create(ctx, PRODUCT, { name: '螺母' });
  });
  afterAll(() => at.close());

  test('refuses what would take more than there is, at the reference, with name and number', async () => {
    await move(bolt, 10);
    await expect(move(bolt, -11)).rejects.toMatchObject({
      code: 'validation_failed',
      issues: [
        {
          path: ['values', 'product'],
          code: 'check_held',
          params: {
            check: 'enough',
            message: '库存不足',
            record: '螺栓',
            state: expect.stringMatching(/ -1）$/),
          },
        },
      ],
    });
    await move(bolt, -10);
    expect(await stock(bolt)).toBe(0);
    await move(bolt, 4);
  });

  test('on every way: changes, other references, deletes, restores, many at once', async () => {
    const incoming = await move(nut, 5);
    const outgoing = await move(nut, -3);
    await expect(updateRecord(ctx, MOVE, outgoing, { set: { count: -6 } })).rejects.toMatchObject(
      refused(['set', 'product']),
    );
    // Its products both move: the one that it leaves would lack.
    await expect(updateRecord(ctx, MOVE, incoming, { set: { product: bolt } })).rejects.toMatchObject(
      refused(['set', 'product']),
    );
    await expect(deleteRecord(ctx, MOVE, incoming)).rejects.toMatchObject(refused([]));
    await expect(bulkDelete(ctx, MOVE, [incoming])).rejects.toMatchObject(refused(['delete', 0]));
    // Together they leave enough.
    await bulkDelete(ctx, MOVE, [incoming, outgoing]);
    await expect(restoreRecord(ctx, MOVE, outgoing)).rejects.toMatchObject({ code: 'validation_failed' });
    await restoreRecord(ctx, MOVE, incoming);
    await restoreRecord(ctx, MOVE, outgoing);
    const rows = [
      { values: { title: 'a', product: bolt, count: 1 } },
      { values: { title: 'b', product: nut, count: -1 } },
      { values: { title: 'c', product: nut, count: -2 } },
    ];
    await expect(bulkCreate(ctx, MOVE, rows)).rejects.toMatchObject(
      refused(['create', 1, 'values', 'product']),
    );
    expect([await stock(bolt), await stock(nut)]).toEqual([4, 2]);
    await bulkCreate(ctx, MOVE, rows.slice(0, 2));
    expect([await stock(bolt), await stock(nut)]).toEqual([5, 1]);
  });

  test('through rows and formulas, and from the side of the record itself', async () => {
    const customer = await create(ctx, CUSTOMER, { name: '甲', credit: 100 });
    const order = await create(ctx, ORDER, { title: 'o', customer, lines: lines(30, 40) });
    await expect(
      updateRecord(ctx, ORDER, order, { set: { lines: lines(30, 40, 30.01) } }),
    ).rejects.toMatchObject({
      issues: [{ path: ['set', 'customer'], params: { record: '甲', message: '额度不足' } }],
    });
    await updateRecord(ctx, ORDER, order, { set: { lines: lines(30, 40, 30) } });
    await expect(updateRecord(ctx, CUSTOMER, customer, { set: { credit: 99 } })).rejects.toMatchObject({
      issues: [{ path: ['set'], code: 'check_failed' }],
    });
    await updateRecord(ctx, CUSTOMER, customer, { set: { credit: 120 } });
    expect((await getRecord(ctx, CUSTOMER, customer)).values.left).toBe('20');
  });

  test('an import is told in which row, and writes nothing', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-held-'));
    const imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
    const before = await stock(bolt);
    const content = Readable.from([`title,product,count\na,螺母,1\nb,螺栓,${-before - 1}\n`]);
    const { id, mapping } = await imports.upload(ctx, MOVE, { name: 'x.csv', content });
    await imports.preview(ctx, MOVE, id, mapping);
    const done = await imports.commit(ctx, MOVE, id, { skipInvalid: true });
    expect(done).toMatchObject({
      result: { created: 0, errors: [{ row: 3, field: 'product', code: 'check_held' }] },
    });
    expect(await stock(bolt)).toBe(before);
    await imports.stop();
    rmSync(dir, { recursive: true });
  });

  test('what fails already may be written: nobody else is held up by an old gap', async () => {
    const poor = await create(ctx, PRODUCT, { name: '欠' });
    await at.pool.query(
      `insert into ${at.schema}.wms__move (_id, _version, _created_at, _updated_at, product, count)
       values (gen_random_uuid(), 1, now(), now(), $1, -5)`,
      [poor],
    );
    await at.pool.query(`update ${at.schema}.wms__product set stock = -5 where _id = $1`, [poor]);
    await move(poor, 1);
    await move(poor, -1);
    expect(await stock(poor)).toBe(-5);
    await move(poor, 5);
    await expect(move(poor, -1)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  test('tells no more of the record than the writer may see', async () => {
    const id = '01900000-0000-7000-8000-0000000000ab';
    await at.pool.query(`insert into ${at.schema}.member (id, name) values ($1, '仓管')`, [id]);
    const clerk = { ...ctx, actor: { id, departments: [], roles: ['wms:clerk'], admin: false } };
    await expect(create(clerk, MOVE, { product: bolt, count: -100 })).rejects.toMatchObject({
      issues: [{ path: ['values', 'product'], params: { record: '螺栓', state: '' } }],
    });
  });

  test('holds for more records than are otherwise worked out at once', { timeout: 30_000 }, async () => {
    const kind = await create(ctx, KIND, { name: '小件' });
    const products = `${at.schema}.wms__product`;
    await at.pool.query(
      `insert into ${products} (_id, _version, _created_at, _updated_at, kind, stock)
       select gen_random_uuid(), 1, now(), now(), $1, 5 from generate_series(1, 1100)`,
      [kind],
    );
    await at.pool.query(
      `insert into ${at.schema}.wms__move (_id, _version, _created_at, _updated_at, product, count)
       select gen_random_uuid(), 1, now(), now(), _id, 5 from ${products} where kind = $1`,
      [kind],
    );
    await expect(updateRecord(ctx, KIND, kind, { set: { least: 6 } })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await updateRecord(ctx, KIND, kind, { set: { least: 5 } });
    expect(await at.list(`select distinct least::int from ${products} where kind = '${kind}'`)).toEqual([5]);
    expect(await at.list(`select count(*)::int from ${at.schema}.computation`)).toEqual([0]);
  });
});

/** One write of one of the writers; numbers choose among the records there are. */
type Step =
  | { readonly op: 'move'; readonly product: number; readonly count: number }
  | { readonly op: 'bulk'; readonly product: number; readonly count: number }
  | { readonly op: 'count' | 'product' | 'reserve' | 'credit'; readonly of: number; readonly to: number }
  | { readonly op: 'delete' | 'restore'; readonly of: number }
  | { readonly op: 'order'; readonly of: number; readonly amounts: readonly number[] };

const small = fc.nat({ max: 9 });
const count = fc.integer({ min: -6, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ op: fc.constant('move' as const), product: small, count }),
  fc.record({ op: fc.constant('bulk' as const), product: small, count }),
  fc.record({ op: fc.constantFrom('count' as const, 'product' as const), of: small, to: count }),
  fc.record({ op: fc.constant('reserve' as const), of: small, to: small }),
  fc.record({ op: fc.constantFrom('delete' as const, 'restore' as const), of: small }),
  fc.record({ op: fc.constant('order' as const), of: small, amounts: fc.array(small, { maxLength: 3 }) }),
  fc.record({ op: fc.constant('credit' as const), of: small, to: small }),
);

describe.each(pgVersions)('writers at the same time on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let pool: Pool;
  beforeAll(async () => {
    ({ at, ctx } = await openStock(version));
    await at.pool.query(
      `do $$ begin execute format('alter database %I set deadlock_timeout = ''10ms''', current_database()); end $$`,
    );
    pool = openPool({ connectionString: at.url, max: 20 });
    ctx = { ...ctx, pool };
  });
  afterAll(async () => {
    await pool.end();
    await at.close();
  });
  /** What a writer may be told; anything else fails the test. */
  const told = (error: unknown): string => {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  };
  const failing = async () => [
    ...(await at.list(
      `select name from ${at.schema}.wms__product where _deleted_at is null and stock < coalesce(reserved, 0)`,
    )),
    ...(await at.list(
      `select name from ${at.schema}.wms__customer where _deleted_at is null and "left" < 0`,
    )),
  ];

  /** Totals that are not what a plain sum over the records gives. */
  const wrong = async () => [
    ...(await at.list(
      `select p.name from ${at.schema}.wms__product p where p.stock is distinct from
         (select coalesce(sum(m.count), 0) from ${at.schema}.wms__move m where m.product = p._id and m._deleted_at is null)`,
    )),
    ...(await at.list(
      `select c.name from ${at.schema}.wms__customer c where c.credit - c."left" is distinct from
         (select coalesce(sum(l.amount), 0) from ${at.schema}.wms__order o
          join ${at.schema}.wms__order__lines l on l._parent_id = o._id
          where o.customer = c._id and o._deleted_at is null)`,
    )),
  ];

  test('twenty of them take what there is to the last piece, and no more', { timeout: 60_000 }, async () => {
    const product = await create(ctx, PRODUCT, { name: '票' });
    await create(ctx, MOVE, { title: 'in', product, count: 30 });
    const sold = await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        let done = 0;
        for (let n = 0; n < 3; n++) {
          try {
            await create(ctx, MOVE, { title: `${writer}.${n}`, product, count: -1 });
            done++;
          } catch (error) {
            expect(told(error)).toBe('validation_failed');
          }
        }
        return done;
      }),
    );
    expect(sold.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(Number((await getRecord(ctx, PRODUCT, product)).values.stock)).toBe(0);
  });

  test('one takes while another reserves: only one of them may', { timeout: 60_000 }, async () => {
    for (let n = 0; n < 15; n++) {
      const product = await create(ctx, PRODUCT, { name: `r${n}` });
      await create(ctx, MOVE, { title: 'in', product, count: 5 });
      const results = await Promise.allSettled([
        create(ctx, MOVE, { title: 'out', product, count: -3 }),
        setTimeout(n % 5).then(() => updateRecord(ctx, PRODUCT, product, { set: { reserved: 4 } })),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
    expect(await failing()).toEqual([]);
  });

  test('whatever they do in whatever order, it holds', { timeout: 120_000 }, async () => {
    const products = [0, 1, 2].map((n) => create(ctx, PRODUCT, { name: `P${n}` }));
    const customers = [0, 1].map((n) => create(ctx, CUSTOMER, { name: `C${n}`, credit: 10 }));
    const ids = {
      product: await Promise.all(products),
      customer: await Promise.all(customers),
      move: [] as string[],
      order: [] as string[],
    };
    const pick = (of: keyof typeof ids, n: number) => {
      const list = ids[of];
      return list[Math.abs(n) % list.length] ?? '';
    };
    const run = async (one: Step): Promise<void> => {
      if (one.op === 'move')
        ids.move.push(await create(ctx, MOVE, { product: pick('product', one.product), count: one.count }));
      else if (one.op === 'bulk') {
        const values = (n: number) => ({ product: pick('product', one.product + n), count: one.count + n });
        const rows = [0, 1, 2].map((n) => ({ values: values(n) }));
        ids.move.push(...(await bulkCreate(ctx, MOVE, rows)).ids);
      } else if (one.op === 'count' || one.op === 'product') {
        const to = one.op === 'count' ? one.to : pick('product', one.to);
        await updateRecord(ctx, MOVE, pick('move', one.of), { set: { [one.op]: to } });
      } else if (one.op === 'reserve')
        await updateRecord(ctx, PRODUCT, pick('product', one.of), { set: { reserved: one.to } });
      else if (one.op === 'delete') await deleteRecord(ctx, MOVE, pick('move', one.of));
      else if (one.op === 'restore') await restoreRecord(ctx, MOVE, pick('move', one.of));
      else if (one.op === 'credit')
        await updateRecord(ctx, CUSTOMER, pick('customer', one.of), { set: { credit: one.to } });
      else if (one.op === 'order') {
        const set = { customer: pick('customer', one.of), lines: lines(...one.amounts) };
        const id = pick('order', one.of);
        if (id !== '' && one.of > 3) await updateRecord(ctx, ORDER, id, { set });
        else ids.order.push(await create(ctx, ORDER, set));
      }
    };
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 4, maxLength: 8 }), { minLength: 4, maxLength: 8 }),
        async (writers) => {
          await Promise.all(
            writers.map(async (steps) => {
              for (const one of steps)
                await run(one).then(
                  () => taken++,
                  (error: unknown) => void told(error),
                );
            }),
          );
          expect(await failing()).toEqual([]);
          expect(await wrong()).toEqual([]);
        },
      ),
      { seed: 20_260_401, numRuns: 8, endOnFailure: true },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
