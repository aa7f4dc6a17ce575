import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { type Ctx, createRecord, openPeopleNames, queryRecords } from '../server.ts';
import { CUSTOMER, openCrm } from '../testing/crm.ts';

let at: TestWorkspace;
let ctx: Ctx;
let now = 0;
const people = openPeopleNames(() => now);
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
  ctx = { ...ctx, people };
  await createRecord(ctx, CUSTOMER, { values: { name: '甲' } });
});
afterAll(() => at.close());

const rename = (name: string) =>
  at.pool.query(`update ${at.schema}.member set name = $2 where id = $1`, [ctx.actor.id, name]);
const shown = async () => (await queryRecords(ctx, CUSTOMER, {})).refs[ctx.actor.id]?.title;

test('names of people are remembered for a second at most, and no longer than until somebody is renamed', async () => {
  await rename('张三');
  expect(await shown()).toBe('张三');
  await rename('李四');
  now += 999;
  expect(await shown()).toBe('张三');
  now += 1;
  expect(await shown()).toBe('李四');
  await rename('王五');
  people.clear();
  expect(await shown()).toBe('王五');
});
