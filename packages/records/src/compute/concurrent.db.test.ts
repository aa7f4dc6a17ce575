import { openPool, type Pool, readPgError } from '@trellis/db';
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
  restoreRecord,
  updateRecord,
} from '../server.ts';
import { differences } from './testing/oracle.ts';
import { CUSTOMER, DEAL, ORDER, openShop, PRODUCT, REGION } from './testing/shop.ts';

/** One write of one of the writers; numbers choose among the records there are. */
type Step =
  | { readonly op: 'deal'; readonly customer: number; readonly product: number; readonly count: number }
  | {
      readonly op: 'order';
      readonly of: number;
      readonly customer: number;
      readonly counts: readonly number[];
    }
  | { readonly op: 'bulk'; readonly customer: number; readonly product: number; readonly count: number }
  | {
      readonly op: 'set';
      readonly form: string;
      readonly of: number;
      readonly field: string;
      readonly to: number;
    }
  | { readonly op: 'delete' | 'restore'; readonly form: string; readonly of: number };

const small = fc.nat({ max: 9 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ op: fc.constant('deal' as const), customer: small, product: small, count: small }),
  },
  {
    // Of the first ones a new order, of the others another set of rows.
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('order' as const),
      of: small,
      customer: small,
      counts: fc.array(small, { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('bulk' as const), customer: small, product: small, count: small }),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          [DEAL, 'count'],
          [DEAL, 'customer'],
          [DEAL, 'product'],
          [DEAL, 'stage'],
          [PRODUCT, 'price'],
          [ORDER, 'rate'],
          [ORDER, 'customer'],
          [CUSTOMER, 'region'],
          [REGION, 'rate'],
          [REGION, 'name'],
        ),
        small,
        small,
      )
      .map(([[form = '', field = ''], of, to]) => ({ op: 'set' as const, form, field, of, to })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constantFrom('delete' as const, 'restore' as const),
      form: fc.constantFrom(DEAL, DEAL, CUSTOMER, PRODUCT, ORDER),
      of: small,
    }),
  },
);

describe.each(pgVersions)('writers at the same time on PostgreSQL %i', (version) => {
  let at: TestWorkspace;
  let ctx: Ctx;
  let pool: Pool;
  const ids: Record<string, string[]> = {
    [REGION]: [],
    [CUSTOMER]: [],
    [PRODUCT]: [],
    [DEAL]: [],
    [ORDER]: [],
  };
  const pick = (form: string, index: number) => {
    const list = ids[form] ?? [];
    return list[index % list.length] ?? '';
  };
  beforeAll(async () => {
    ({ at, ctx } = await openShop({ version }));
    // Writers that wait for each other in a circle try again: soon, so that the test does not wait with them.
    await at.pool.query(
      `do $$ begin execute format('alter database %I set deadlock_timeout = ''10ms''', current_database()); end $$`,
    );
    pool = openPool({ connectionString: at.url, max: 8 });
    ctx = { ...ctx, pool };
    for (let n = 0; n < 3; n++) {
      const region = await createRecord(ctx, REGION, { values: { name: `R${n}`, rate: n + 1 } });
      ids[REGION]?.push(region.id);
    }
    for (let n = 0; n < 3; n++) {
      const customer = await createRecord(ctx, CUSTOMER, {
        values: { name: `C${n}`, region: pick(REGION, n) },
      });
      ids[CUSTOMER]?.push(customer.id);
      ids[PRODUCT]?.push((await createRecord(ctx, PRODUCT, { values: { name: `P${n}`, price: n } })).id);
    }
  });
  afterAll(async () => {
    await pool.end();
    await at.close();
  });

  const value = (field: string, to: number): unknown => {
    if (field === 'customer') return pick(CUSTOMER, to);
    if (field === 'product') return to === 9 ? null : pick(PRODUCT, to);
    if (field === 'region') return to === 9 ? null : pick(REGION, to);
    if (field === 'stage') return to % 2 ? 'won' : 'open';
    return field === 'name' ? `N${to}` : to;
  };
  const linesOf = (counts: readonly number[]) =>
    counts.map((count, row) => ({
      kind: count % 2 ? 'a' : 'b',
      product: count === 9 ? null : pick(PRODUCT, count),
      count,
      unit: row + 0.25,
    }));
  async function order({ of, customer, counts }: Extract<Step, { op: 'order' }>): Promise<void> {
    const id = pick(ORDER, of);
    const lines = linesOf(counts);
    if (id !== '' && of > 3) await updateRecord(ctx, ORDER, id, { set: { lines } });
    else {
      const values = { customer: pick(CUSTOMER, customer), rate: of, lines };
      ids[ORDER]?.push((await createRecord(ctx, ORDER, { values })).id);
    }
  }
  const dealOf = ({ customer, product, count }: Extract<Step, { op: 'deal' | 'bulk' }>, n = 0) => ({
    title: `D${n}`,
    customer: pick(CUSTOMER, customer),
    product: pick(PRODUCT, product),
    count: count + n,
    stage: 'won',
  });
  async function run(one: Step): Promise<void> {
    if (one.op === 'deal') {
      ids[DEAL]?.push((await createRecord(ctx, DEAL, { values: dealOf(one) })).id);
    } else if (one.op === 'order') {
      await order(one);
    } else if (one.op === 'bulk') {
      const made = await bulkCreate(
        ctx,
        DEAL,
        [0, 1, 2].map((n) => ({ values: dealOf(one, n) })),
      );
      ids[DEAL]?.push(...made.ids);
      if (one.count === 0) await bulkDelete(ctx, DEAL, made.ids);
    } else if (one.op === 'set') {
      const set = { [one.field]: value(one.field, one.to) };
      await updateRecord(ctx, one.form, pick(one.form, one.of), { set });
    } else if (one.op === 'delete') await deleteRecord(ctx, one.form, pick(one.form, one.of));
    else await restoreRecord(ctx, one.form, pick(one.form, one.of));
  }
  /** What a writer may be told: the record is gone, or somebody was in the way. */
  const expected = (error: unknown) =>
    (error instanceof AppError && error.code !== 'internal') || readPgError(error)?.kind === 'deadlock';

  test('leave what a full recompute would find', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 4, maxLength: 8 }), { minLength: 3, maxLength: 5 }),
        async (writers) => {
          await Promise.all(
            writers.map(async (steps) => {
              for (const one of steps) {
                await run(one).catch((error: unknown) => {
                  if (!expected(error)) throw error;
                });
              }
            }),
          );
          expect(await differences(at)).toEqual([]);
        },
      ),
      { seed: 20_260_301, numRuns: 6, endOnFailure: true },
    );
  });
});
