import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { createRecord, listMessages, publishBundle, updateRecord } from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const FORM = 'crm:deal';
const ann = newId();
let at: TestWorkspace;
let ctx: Ctx;
let hers: Ctx;
beforeAll(async () => {
  at = await openTestWorkspace();
  const roles = { sales: role({ deal: { actions: ['view', 'edit'] } }) };
  await publishBundle(await at.ctx(), 'crm', bundle({ deal: form({ title: field('text') }) }, { roles }));
  ctx = await at.ctx();
  hers = as(ctx, await member(at, ann, '安', 'sales'));
});
afterAll(() => at.close());

const titles = async () =>
  (await listMessages({ ...hers, now: new Date().toISOString() }, {})).messages.map(({ title }) => title);
const create = (title: string, owner: string | null = null, more: Partial<Ctx> = {}) =>
  createRecord({ ...ctx, ...more }, FORM, { values: { title }, owner });

test('a member hears of a record that becomes theirs, by whoever else gives it to them', async () => {
  const { id } = await create('甲');
  await updateRecord(ctx, FORM, id, { set: { title: '甲乙' } });
  expect(await titles()).toEqual([]);
  await updateRecord(ctx, FORM, id, { set: {}, owner: ann });
  expect(await titles()).toEqual(['管理员 把「甲乙」交给你负责']);
  await updateRecord(ctx, FORM, id, { set: {}, owner: ann });
  await updateRecord(hers, FORM, (await create('丙')).id, { set: {}, owner: ann });
  expect((await titles()).length).toBe(1);
  await create('丁', ann);
  expect((await titles())[0]).toBe('管理员 把「丁」交给你负责');
});

test('a save that is refused tells nobody', async () => {
  const before = await titles();
  const { id } = await create('戊');
  await expect(updateRecord(ctx, FORM, id, { set: { title: 5 }, owner: ann })).rejects.toThrow();
  await expect(updateRecord(ctx, FORM, id, { version: 7, set: {}, owner: ann })).rejects.toThrow();
  expect(await titles()).toEqual(before);
});

test('many records handed over together are one piece of news', async () => {
  const batch = newId();
  for (const title of ['一', '二', '三']) await create(title, ann, { batch });
  const [first, second] = await titles();
  expect(first).toBe('管理员 把 3 条「表单」交给你负责');
  expect(second).toBe('管理员 把「丁」交给你负责');
  await create('四', ann, { cause: 'template' });
  expect((await titles())[0]).toBe(first);
});
