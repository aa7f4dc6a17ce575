import { type AppError, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, bulkDelete, type Ctx, createRecord, publishBundle, relatedActivity } from '../server.ts';
import { CUSTOMER, crmForms, DEAL, openCrm } from '../testing/crm.ts';
import { as, member, role } from '../testing/people.ts';

let at: TestWorkspace;
let ctx: Ctx;
let customer: string;
let deals: readonly string[];

const reading = { actions: ['view' as const] };
const people: Record<'small' | 'blind' | 'nameless' | 'apart', Ctx> = {} as never;

beforeAll(async () => {
  const roles = {
    small: role({ customer: reading, deal: { ...reading, rows: { '<': [{ var: 'amount' }, 10] } } }),
    blind: role({ customer: reading, deal: { ...reading, hidden: ['customer'] } }),
    nameless: role({ customer: reading, deal: { ...reading, hidden: ['title'] } }),
    apart: role({ customer: { ...reading, rows: { '==': [{ var: 'name' }, '无'] } }, deal: reading }),
  };
  ({ at, ctx } = await openCrm({ extra: { roles } }));
  const made = await bulkCreate(ctx, CUSTOMER, [
    { values: { name: '苏州启明' } },
    { values: { name: '别家' } },
  ]);
  customer = made.ids[0] ?? '';
  const rows = Array.from({ length: 12 }, (_, n) => ({
    values: { title: `商机${n}`, amount: String(n), customer: n === 11 ? made.ids[1] : customer },
    // Three at a time in the same instant.
    meta: { createdAt: `2026-01-0${1 + Math.floor(n / 3)}T00:00:00.000Z` },
  }));
  deals = (await bulkCreate({ ...ctx, cause: 'template' }, DEAL, rows)).ids;
  for (const key of ['small', 'blind', 'nameless', 'apart'] as const)
    people[key] = as(ctx, await member(at, newId(), key, key));
});
afterAll(() => at.close());

const all = async (me: Ctx, limit = 30) => {
  const found: { id: string; form: string; title: string | undefined }[] = [];
  let after: string | null | undefined;
  do {
    const page = await relatedActivity(me, CUSTOMER, customer, { limit, ...(after ? { after } : {}) });
    found.push(...page.records.map(({ id, form }) => ({ id, form, title: page.refs[id]?.title })));
    after = page.next;
  } while (after);
  return found;
};
const refused = async (work: Promise<unknown>): Promise<AppError['code'] | undefined> =>
  work.then(
    () => undefined,
    (error: AppError) => error.code,
  );

test('pages bring each record once, the newest first, ties included', async () => {
  const whole = await all(ctx);
  expect(whole.map(({ title }) => title).sort()).toEqual(
    Array.from({ length: 11 }, (_, n) => `商机${n}`).sort(),
  );
  for (const limit of [1, 2, 5, 11]) expect(await all(ctx, limit)).toEqual(whole);
});

test('a member hears of what they may view, by fields that they see', async () => {
  expect(await all(people.small)).toHaveLength(10);
  expect(await all(people.blind)).toEqual([]);
  expect((await all(people.nameless)).every(({ title }) => title === undefined)).toBe(true);
  expect(await refused(relatedActivity(people.apart, CUSTOMER, customer, {}))).toBe('record_not_found');
});

test('what is deleted is gone, what is new is there with who made it', async () => {
  await bulkDelete(ctx, DEAL, [deals[0] ?? '']);
  const made = await createRecord(ctx, DEAL, { values: { title: '新商机', customer } });
  const { records, refs } = await relatedActivity(ctx, CUSTOMER, customer, { limit: 1 });
  expect(records).toMatchObject([{ id: made.id, form: DEAL, by: ctx.actor.id }]);
  expect(refs[ctx.actor.id]?.title).toBe('管理员');
  expect((await all(ctx)).map(({ id }) => id)).not.toContain(deals[0]);
});

test('a cursor that nobody gave is refused', async () => {
  for (const after of ['x', `2026~${customer}`])
    expect(await refused(relatedActivity(ctx, CUSTOMER, customer, { after }))).toBe('query_invalid');
});

test('references to several are found too, and a record that refers twice appears once', async () => {
  const visit = form({
    name: field('text'),
    main: field('reference', { form: 'customer' }),
    seen: field('reference', { form: 'customer', many: true }),
  });
  await publishBundle(await at.ctx(), 'crm', bundle({ ...crmForms(), visit }));
  const now = await at.ctx();
  const { ids } = await bulkCreate(now, 'crm:visit', [
    { values: { name: '一', seen: [customer] } },
    { values: { name: '二', main: customer, seen: [customer] } },
    { values: { name: '三' } },
  ]);
  const { records } = await relatedActivity(now, CUSTOMER, customer, {});
  expect(records.filter((one) => one.form === 'crm:visit').map(({ id }) => id)).toEqual([ids[1], ids[0]]);
});
