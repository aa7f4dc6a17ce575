import type { Queryable } from '@trellis/db';
import { newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Ctx } from '../contract.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { createRecord, deleteRecord, queryRecords } from '../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';
import { activeMembers, sightOf, viewersOf } from './sight.ts';

let at: TestWorkspace;
let ctx: Ctx;
const actors: Actor[] = [];
const deals: string[] = [];

const view = (rows?: unknown) =>
  role({ deal: { actions: ['view'], ...(rows ? { rows: rows as never } : {}) } });
const ROLES = {
  all: view(),
  own: view({ '==': [{ var: '_owner_id' }, { var: '$member' }] }),
  won: view({ '==': [{ var: 'stage' }, 'won'] }),
  vip: view({ in: ['vip', { var: 'customer.tags' }] }),
  dear: view({ '>': [{ var: 'amount' }, '50'] }),
  blind: role({ deal: { actions: ['create', 'edit'] } }),
  none: role({ customer: { actions: ['view'] } }),
};

beforeAll(async () => {
  ({ at, ctx } = await openCrm({ extra: { roles: ROLES } }));
  const keys = Object.keys(ROLES);
  for (const keyed of [...keys.map((key) => [key]), ['own', 'won'], ['vip', 'dear'], ['blind', 'won'], []]) {
    const actor = await member(at, newId(), keyed.join(' ') || 'nobody', ...keyed);
    await at.pool.query(`update ${at.schema}.member set roles = $2 where id = $1`, [actor.id, actor.roles]);
    actors.push(actor);
  }
  actors.push(ctx.actor);
  const customers = [];
  for (const tags of [['vip'], ['old'], null])
    customers.push((await createRecord(ctx, CUSTOMER, { values: { name: newId(), tags } })).id);
  const records = fc.sample(
    fc.record({
      stage: fc.constantFrom('open', 'won'),
      amount: fc.constantFrom('1', '50', '51'),
      customer: fc.constantFrom(...customers, null),
      owner: fc.constantFrom(...actors.map(({ id }) => id), null),
    }),
    { numRuns: 40, seed: 11 },
  );
  for (const { owner, ...values } of records)
    deals.push((await createRecord(ctx, DEAL, { values: { title: '单', ...values }, owner })).id);
  for (const id of deals.slice(0, 5)) await deleteRecord(ctx, DEAL, id);
});
afterAll(() => at.close());

test('many members asked about at once see what each of them sees by themself', async () => {
  const sights = await sightOf(ctx, at.pool, DEAL, deals, await activeMembers(ctx, at.pool));
  let some = 0;
  for (const actor of actors) {
    const page = await queryRecords(as(ctx, actor), DEAL, { limit: 500 }).catch(() => ({ records: [] }));
    const seen = [...(sights.get(actor.id)?.records ?? [])].sort();
    expect(seen, actor.roles.join()).toEqual(page.records.map(({ id }) => id).sort());
    if (seen.length > 0 && seen.length < 35) some++;
  }
  expect(some).toBeGreaterThan(5);
});

test('members under one condition are asked about once, those with one of their own each', async () => {
  const copies = actors
    .filter(({ roles }) => ['crm:all', 'crm:won', 'crm:own'].includes(roles.join()))
    .flatMap((actor) => Array.from({ length: 60 }, () => ({ ...actor, id: newId() })));
  let statements = 0;
  const counting: Queryable = Object.create(at.pool, {
    query: {
      value: (text: string, values: unknown[]) => {
        statements++;
        return at.pool.query(text, values);
      },
    },
  });
  const sights = await sightOf(ctx, counting, DEAL, deals, copies);
  expect(copies).toHaveLength(180);
  expect(statements).toBe(2);
  // Nobody owns anything under the new ids.
  expect([...sights.values()].every(({ actor }) => actor.roles.join() !== 'crm:own')).toBe(true);
  expect(sights.size).toBe(120);
});

test('of deleted records those who could view them', async () => {
  const members = await activeMembers(ctx, at.pool);
  const sights = await sightOf(ctx, at.pool, DEAL, deals, members, { deleted: true });
  const everything = actors.find(({ roles }) => roles.join() === 'crm:all');
  expect([...(sights.get(everything?.id ?? '')?.records ?? [])].sort()).toEqual(deals.slice(0, 5).sort());
});

test('who is disabled or unknown sees nothing, and nobody anything of a form that is gone', async () => {
  const [id = ''] = deals.slice(-1);
  const all = actors[0] as Actor;
  expect(await viewersOf(ctx, at.pool, DEAL, id, [all.id, newId(), 'x', ''])).toEqual(new Set([all.id]));
  await at.pool.query(`update ${at.schema}.member set disabled_at = now() where id = $1`, [all.id]);
  expect(await viewersOf(ctx, at.pool, DEAL, id, [all.id])).toEqual(new Set());
  expect(await viewersOf(ctx, at.pool, 'crm:nothing', id)).toEqual(new Set());
});
