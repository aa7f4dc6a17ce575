import { inTransaction } from '@trellis/db';
import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { member } from '../testing/people.ts';
import { type Note, notify } from './notify.ts';

let at: TestWorkspace;
let ctx: Ctx;
const [ann, bob, off] = [newId(), newId(), newId()];
beforeAll(async () => {
  at = await openTestWorkspace();
  await member(at, ann, '安');
  await member(at, bob, '博');
  await member(at, off, '停');
  await at.pool.query(`update ${at.schema}.member set disabled_at = now() where id = $1`, [off]);
  ctx = await at.ctx();
});
afterAll(() => at.close());

const tell = (note: Partial<Note> & Pick<Note, 'to'>) =>
  inTransaction(at.pool, ({ client }) =>
    notify(ctx, client, { kind: 'share', text: 'record', ...note } as Note),
  );
const told = (who: string) =>
  at.list(`select text || ' ' || times from ${at.schema}.notification where member_id = $1`, [who]);
const deliveries = (who: string) =>
  at.list(`select channel from ${at.schema}.delivery where member_id = $1`, [who]);

test('everybody but the one who did it and those who are disabled is told, once', async () => {
  await tell({ to: [ann, bob, bob, off, newId()], by: ann });
  expect([await told(ann), await told(bob), await told(off)]).toEqual([[], ['record 1'], []]);
  expect(await deliveries(bob)).toEqual(['email']);
  const events = await at.list(`select payload from ${at.schema}.outbox where kind = 'message'`);
  expect(events).toEqual([{ members: [bob], due: true }]);
});

test('a transaction that fails tells nobody anything', async () => {
  const before = await at.list(`select count(*) from ${at.schema}.outbox`);
  const failing = inTransaction(at.pool, async ({ client }) => {
    await notify(ctx, client, { kind: 'mention', text: 'comment', to: [ann] });
    throw new Error('the save failed');
  });
  await expect(failing).rejects.toThrow('the save failed');
  expect([await told(ann), await deliveries(ann)]).toEqual([[], []]);
  expect(await at.list(`select count(*) from ${at.schema}.outbox`)).toEqual(before);
});

test('a note takes the place of an unread one of its name, and no channel tells it again', async () => {
  const key = 'follow 1';
  await tell({ kind: 'share', to: [ann], key });
  await tell({ kind: 'share', to: [ann, bob], key });
  expect(await told(ann)).toEqual(['record 2']);
  expect(await deliveries(ann)).toEqual(['email']);
  await at.pool.query(`update ${at.schema}.notification set read_at = now() where member_id = $1`, [ann]);
  await tell({ kind: 'share', to: [ann], key });
  expect((await told(ann)).sort()).toEqual(['record 1', 'record 2']);
  expect(await deliveries(ann)).toEqual(['email', 'email']);
});

test('what a member wants to hear nowhere is not kept, mentions always are', async () => {
  const places = { product: false, email: false };
  await at.pool.query(`insert into ${at.schema}.message_setting (member_id, document) values ($1, $2)`, [
    bob,
    JSON.stringify({ places: { share: places, mention: places } }),
  ]);
  const before = await told(bob);
  await tell({ to: [bob] });
  expect(await told(bob)).toEqual(before);
  await tell({ kind: 'mention', text: 'comment', to: [bob] });
  expect((await told(bob)).length).toBe(before.length + 1);
});
