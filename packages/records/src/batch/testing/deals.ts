import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '@trellis/metadata';
import { bundle, field, form, options } from '../../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  getBatch,
  publishBundle,
  queryRecords,
  runBatches,
  startBatch,
} from '../../server.ts';
import { as, member, role } from '../../testing/people.ts';
import type { BatchBody, BatchInput } from '../types.ts';

export const DEAL = 'crm:deal';
export const CUSTOMER = 'crm:customer';
export const PRODUCT = 'crm:product';

/** Deals of customers, who add them up, over products that fill in their prices; sellers may not see and change all of it. */
const deals = () =>
  bundle(
    {
      customer: form({
        name: field('text'),
        total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'amount' }),
      }),
      product: form({ name: field('text'), price: field('number') }),
      deal: form(
        {
          title: field('text', {}, { searchable: true }),
          customer: field('reference', { form: 'customer' }),
          stage: field('select', options('open', 'won', 'lost')),
          amount: field('number', { decimals: 2, max: '1000' }),
          tags: field('multi_select', options('a', 'b', 'c')),
          code: field('text', {}, { unique: true }),
          secret: field('text', {}, { encrypted: true }),
          number: field('autonumber', { parts: [{ kind: 'counter', digits: 3, reset: 'never' }] }),
          product: field('reference', {
            form: 'product',
            fills: [
              { from: 'price', to: 'price', when: 'always' },
              { from: 'price', to: 'cost', when: 'always' },
            ],
          }),
          price: field('number', {}, { readonly: true }),
          cost: field('number'),
          step: field('stage', { ...options('open', 'lost'), since: 'moved' }),
          moved: field('datetime'),
          hope: field('text', {}, { visible: { '!=': [{ var: 'step' }, 'lost'] }, whenHidden: 'clear' }),
          twice: field('formula', {
            expr: { '*': [{ var: 'amount' }, 2] },
            result: { type: 'number', config: { decimals: 2 } },
          } as never),
        },
        {
          checks: [
            {
              key: 'dear',
              when: { '>': [{ var: 'amount' }, 500] },
              message: { zh: '金额偏大', en: 'A large amount' },
              level: 'warning',
            },
          ],
        } as never,
      ),
    },
    {
      roles: {
        seller: role({
          customer: { actions: ['view'] },
          product: { actions: ['view'] },
          deal: {
            actions: ['view', 'edit', 'delete'],
            hidden: ['code', 'cost'],
            readonly: ['tags', 'moved', 'hope'],
          },
        }),
        importer: role({ deal: { actions: ['view', 'import'] } }),
        junior: role({ deal: { actions: ['view'] }, customer: { actions: ['view'] } }),
        closer: role({
          deal: { actions: ['view', 'edit', 'delete'], rows: { '==': [{ var: 'stage' }, 'open'] } },
        }),
      },
    },
  );

/** A workspace with deals, and what tests do with them. */
export async function openDeals() {
  const at: TestWorkspace = await openTestWorkspace();
  await publishBundle(await at.ctx(), 'crm', deals());
  const ctx = await at.ctx();
  const people = async (name: string, ...roles: string[]) => {
    const actor = await member(at, newId(), name, ...roles);
    // A job finds them by what is stored.
    const stored = `update ${at.schema}.member set roles = $2 where id = $1`;
    await at.pool.query(stored, [actor.id, actor.roles]);
    return as(ctx, actor);
  };

  const make = async (count: number, values: (n: number) => object = () => ({})): Promise<string[]> => {
    const rows = Array.from({ length: count }, (_, n) => ({
      values: { title: `D${n}`, stage: 'open', amount: '10', ...values(n) },
    }));
    return (await bulkCreate(ctx, DEAL, rows)).ids;
  };
  /** Works off everything, or what a number of slices is enough for. */
  const work = async (slices = Number.POSITIVE_INFINITY) => {
    let left = slices;
    const { pool, keys, log } = ctx;
    return runBatches({ pool, keys, log }, { current: at.catalog, goOn: () => left-- > 0 });
  };
  const run = async (who: Ctx, input: BatchInput): Promise<BatchBody> => {
    const { id } = await startBatch(who, DEAL, input);
    await work();
    return getBatch(now(who), id);
  };
  /** Values of deals in the order of these ids. */
  const read = async (ids: readonly string[], ...fields: string[]) => {
    const { records } = await queryRecords(ctx, DEAL, {
      filter: { in: [{ var: '_id' }, [...ids]] },
      limit: 500,
    });
    const found = new Map(records.map((one) => [one.id, one]));
    return ids.map((id) => {
      const one = found.get(id);
      if (!one) return undefined;
      return fields.length === 1 ? one.values[fields[0] ?? ''] : fields.map((key) => one.values[key]);
    });
  };
  return { at, ctx, people, make, work, run, read };
}

/** The same request a moment later. */
export const now = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date().toISOString() });

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let n = 0; n < 3_000; n++) {
    if (await holds()) return;
    await wait(10);
  }
  throw new Error('it never held');
}
