import { inTransaction, openHistory } from '@trellis/db';
import { newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  createRecord,
  deleteRecord,
  getRecordAsOf,
  publishBundle,
  queryRecords,
  recordHistory,
  restoreRecord,
  streamRecords,
  updateRecord,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const DEAL = 'crm:deal';
let w: TestWorkspace;
let admin: Ctx;
let seller: Ctx;
let watcher: Ctx;

beforeAll(async () => {
  w = await openTestWorkspace(14);
  const deal = form(
    {
      title: field('text', {}, { searchable: true }),
      amount: field('money'),
      double: field('formula', {
        expr: { '*': [{ var: 'amount' }, 2] },
        result: { type: 'number', config: {} },
      }),
      stage: field('stage', options('open', 'won')),
      tags: field('multi_select', options('a', 'b', 'c')),
      closes: field('date'),
      seen: field('datetime'),
      hot: field('checkbox'),
      secret: field('text', {}, { encrypted: true }),
      boss: field('member'),
      team: field('member', { many: true }),
      lines: field('subform', { form: { properties: { item: field('text') }, required: [] } as never }),
    },
    { stageField: 'stage' },
  );
  const own = { '==': [{ var: '_owner_id' }, { var: '$member' }] };
  const seller_ = role({ deal: { actions: ['view'], hidden: ['secret'], rows: own } });
  const coming = { '>=': [{ var: 'closes' }, { var: '$today' }] };
  const watcher_ = role({ deal: { actions: ['view', 'export'], rows: coming } });
  const roles = { seller: seller_, watcher: watcher_ };
  await publishBundle(await w.ctx(), 'crm', bundle({ deal }, { roles }));
  admin = await w.ctx();
  seller = as(admin, await member(w, newId(), '小李', 'seller'));
  watcher = as(admin, await member(w, newId(), '小王', 'watcher'));
});
afterAll(() => w.close());

const hour = (count: number) => new Date(Date.UTC(2026, 2, 1, count)).toISOString();
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: { code: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
  );

const values = fc.record(
  {
    title: fc.constantFrom('苏州机电', '上海 50%', 'x', null),
    amount: fc.constantFrom('0', '12.5', '99999.99', null),
    stage: fc.constantFrom('open', 'won'),
    tags: fc.constantFrom(['a'], ['b', 'c'], null),
    closes: fc.constantFrom('2026-02-28', '2024-02-29', '2026-12-31', null),
    seen: fc.constantFrom('2026-03-01T10:00:00.000Z', null),
    hot: fc.constantFrom(true, false),
    secret: fc.constantFrom('s1', 's2', null),
    boss: fc.constantFrom('me', null),
    lines: fc.constantFrom([{ item: '泵' }], [{ item: '阀' }, { item: '泵' }], null),
  },
  { requiredKeys: [] },
);
const step = fc.record({
  which: fc.nat({ max: 5 }),
  what: fc.constantFrom('change', 'change', 'change', 'flip', 'owner'),
  values,
});

test('a list as of any moment is what each record was then, whatever was done since', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      await w.pool.query(`delete from ${w.schema}.crm__deal`);
      const ids = Array.from({ length: 6 }, () => newId());
      const state = new Map<string, 'living' | 'deleted'>();
      for (const [index, one] of steps.entries()) {
        const ctx = { ...admin, now: hour(index + 1) };
        const id = ids[one.which] ?? '';
        const set = { ...one.values, ...(one.values.boss ? { boss: seller.actor.id } : {}) };
        if (!state.has(id)) {
          await createRecord(ctx, DEAL, { id, values: set });
          state.set(id, 'living');
        } else if (one.what === 'flip' || state.get(id) === 'deleted') {
          if (state.get(id) === 'deleted') await restoreRecord(ctx, DEAL, id);
          else await deleteRecord(ctx, DEAL, id);
          state.set(id, state.get(id) === 'deleted' ? 'living' : 'deleted');
        } else if (one.what === 'owner')
          await updateRecord(ctx, DEAL, id, { set: {}, owner: seller.actor.id });
        else await updateRecord(ctx, DEAL, id, { set });
      }
      for (const at of [1, Math.ceil(steps.length / 3), Math.ceil(steps.length / 2), steps.length]) {
        const asOf = hour(at);
        const listed = await queryRecords(admin, DEAL, { asOf, sort: [{ field: 'amount', dir: 'asc' }] });
        const expected = await Promise.all(
          [...state.keys()].map((id) => getRecordAsOf(admin, DEAL, id, asOf).catch(() => undefined)),
        );
        const alike = (
          list: readonly ({ id: string; values: object; meta: { owner: string | null } } | undefined)[],
        ) =>
          list
            .filter((one) => one !== undefined)
            .map(({ id, values: own, meta }) => ({ id, own, owner: meta.owner }))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(alike(listed.records)).toEqual(alike(expected));
        expect(listed.total?.value).toBe(listed.records.length);
        const amounts = listed.records
          .flatMap((one) => (one.values.amount as string | null) ?? [])
          .map(Number);
        expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
        const filter = { '>': [{ var: 'double' }, 20] };
        const rich = await queryRecords(admin, DEAL, { asOf, filter });
        expect(rich.records).toHaveLength(amounts.filter((amount) => amount > 10).length);
        const found = await queryRecords(admin, DEAL, { asOf, search: '机电' });
        expect(found.records).toHaveLength(
          listed.records.filter((one) => one.values.title === '苏州机电').length,
        );
      }
    }),
    { seed: 20_260_301, numRuns: 8 },
  );
});

test('rights are those of now, and what was deleted since is for those who may delete', async () => {
  await w.pool.query(`delete from ${w.schema}.crm__deal`);
  const at = (count: number): Ctx => ({ ...admin, now: hour(count) });
  const theirs = await createRecord(at(1), DEAL, {
    values: { title: '一', secret: 's' },
    owner: seller.actor.id,
  });
  const given = await createRecord(at(1), DEAL, { values: { title: '二' } });
  await updateRecord(at(2), DEAL, given.id, { set: { title: '改' }, owner: seller.actor.id });
  await deleteRecord(at(3), DEAL, theirs.id);
  const then = await queryRecords(seller, DEAL, { asOf: hour(1) });
  expect(then.records.map(({ id, values: own }) => [id, own.title])).toEqual([[given.id, '二']]);
  expect(then.records[0]?.values).not.toHaveProperty('secret');
  const all = await queryRecords(admin, DEAL, { asOf: hour(2), sort: [{ field: 'title', dir: 'desc' }] });
  expect(all.records.map(({ values: own }) => own.title)).toEqual(['一', '改']);
  const pages: unknown[] = [];
  for await (const page of streamRecords(admin, DEAL, { asOf: hour(1), fields: ['title'] }))
    pages.push(...page.records.map(({ values: own }) => own.title));
  expect(pages.sort()).toEqual(['一', '二']);
  expect(await code(queryRecords(seller, DEAL, { asOf: 'x' }))).toBe('bad_moment');
  expect(await code(queryRecords(admin, DEAL, { asOf: hour(1), deleted: true }))).toBe('as_of_with_deleted');
});

test('rows of a role that follow the clock follow that of now, conditions of the list that of then', async () => {
  await w.pool.query(`delete from ${w.schema}.crm__deal`);
  const made = { ...admin, now: hour(1) };
  for (const [title, closes] of Object.entries({ past: '2026-03-20', soon: '2026-05-01', old: '2026-02-01' }))
    await createRecord(made, DEAL, { values: { title, closes } });
  const april: Ctx = { ...watcher, now: '2026-04-10T00:00:00.000Z' };
  const filter = { '>=': [{ var: 'closes' }, { var: '$today' }] };
  const titles = async (ctx: Ctx) => {
    const { records } = await queryRecords(ctx, DEAL, { asOf: hour(2), filter });
    return records.map(({ values: own }) => own.title).sort();
  };
  expect(await titles({ ...admin, now: april.now })).toEqual(['past', 'soon']);
  expect(await titles(april)).toEqual(['soon']);
  const exported: unknown[] = [];
  for await (const page of streamRecords(april, DEAL, { asOf: hour(2) }))
    exported.push(...page.records.map(({ values: own }) => own.title));
  expect(exported).toEqual(['soon']);
});

test('values of a type that a field no longer has are left out', async () => {
  const { id } = await createRecord({ ...admin, now: hour(1) }, DEAL, {
    values: { title: 'typ', amount: '5' },
  });
  await updateRecord({ ...admin, now: hour(2) }, DEAL, id, { set: { amount: '6', closes: '2026-01-01' } });
  await inTransaction(w.pool, async ({ client }) => {
    await openHistory(client);
    await client.query(
      `update ${w.schema}.record_change set before = before || '{"amount": "viel", "closes": "2026-02-31", "tags": "a", "boss": "小李", "team": ["小李", "${admin.actor.id}"]}'
     where record_id = $1 and op = 'update' and before ? 'closes'`,
      [id],
    );
  });
  const { records } = await queryRecords(admin, DEAL, { asOf: hour(1), search: 'typ' });
  const left = { amount: null, closes: null, tags: null, boss: null, team: [admin.actor.id] };
  expect(records[0]?.values).toMatchObject({ title: 'typ', ...left });
  expect((await getRecordAsOf(admin, DEAL, id, hour(1))).values).toMatchObject({ title: 'typ', ...left });
  const { changes } = await recordHistory(admin, DEAL, id);
  expect(changes[0]?.fields).toContainEqual({ field: 'team', before: [admin.actor.id], after: null });
});
