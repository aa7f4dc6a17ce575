import { inTransaction } from '@trellis/db';
import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../contract.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { member } from '../testing/people.ts';
import { changeMessages } from './change.ts';
import type { Channels, OutgoingMessage, Sent } from './channel.ts';
import { saveChannel } from './channel-config.ts';
import { deliverDue, nextDelivery } from './deliver.ts';
import { type Note, notify } from './notify.ts';
import { listDeliveries, resendDeliveries } from './outbox.ts';
import { saveMessageSettings } from './own-settings.ts';

let at: TestWorkspace;
let ctx: Ctx;
let ann: string;
beforeAll(async () => {
  at = await openTestWorkspace();
  ctx = await at.ctx();
});
afterAll(() => at.close());

/** The other side: takes messages as it is told to. */
const arrived: OutgoingMessage[] = [];
let answer: Sent | Error = { ok: true };
const channels: Channels = {
  email: {
    fields: [
      { key: 'host', label: { zh: '服务器' }, required: true, schema: { type: 'string', minLength: 2 } },
      { key: 'password', label: { zh: '密码' }, secret: true, schema: { type: 'string' } },
    ],
    address: ({ to }) => to.email ?? undefined,
    send: async (message) => {
      arrived.push(message);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  },
};
const channel = (change: Partial<Parameters<typeof saveChannel>[3]>) =>
  saveChannel(ctx, channels, 'email', {
    enabled: true,
    kinds: ['share', 'mention'],
    details: false,
    config: {},
    ...change,
  });

beforeEach(async () => {
  ann = newId();
  const account = newId();
  await member(at, ann, '安');
  await at.pool.query(`insert into platform.account (id, email, name, locale) values ($1, $2, '安', 'zh')`, [
    account,
    `${account}@example.com`,
  ]);
  await at.pool.query(`update ${at.schema}.member set account_id = $1 where id = $2`, [account, ann]);
  await at.pool.query(`truncate ${at.schema}.delivery`);
  await channel({ config: { host: 'smtp.example.com', password: '机密' } });
  arrived.length = 0;
  answer = { ok: true };
});

const tell = (note: Partial<Note> = {}) =>
  inTransaction(at.pool, ({ client }) =>
    notify(ctx, client, { kind: 'share', text: 'record', to: [ann], ...note } as Note),
  );
/** A time that the clock of this computer has not reached, so that all that was told by now is due. */
const soon = Date.now() + 60_000;
const run = (minutes = 0) =>
  deliverDue({
    ...ctx,
    channels,
    url: (path) => `https://crm.example.com/w/test${path}`,
    now: new Date(soon + minutes * 60_000).toISOString(),
  });
/** The clock of London then. */
const minute = (offset: number) => new Date(soon + offset * 60_000).toISOString().slice(11, 16);
const outbox = async () =>
  (await listDeliveries(ctx, {})).deliveries.map(({ state, attempts, reason }) => [state, attempts, reason]);

test('a message goes to the e-mail of the account, once', async () => {
  await tell({ by: ctx.actor.id, body: '看看' });
  expect(await run()).toBe(1);
  expect(await run()).toBe(0);
  expect(arrived).toMatchObject([
    {
      title: '管理员 把「数据」分享给你',
      body: '看看',
      url: 'https://crm.example.com/w/test',
      to: { name: '安' },
    },
  ]);
  expect(arrived[0]?.to.email).toMatch(/@example.com$/);
  expect(await outbox()).toEqual([['sent', 1, null]]);
});

test('three retries, each later than the one before; then it is given up and administrators are told', async () => {
  answer = { ok: false, again: true, issue: { path: [], code: 'delivery_unreachable' } };
  await tell();
  expect([await run(), await run(0.9), await run(1)]).toEqual([1, 0, 1]);
  expect([await run(10.9), await run(11)]).toEqual([0, 1]);
  expect(await outbox()).toEqual([['failed', 3, '连不上服务器，请检查地址和端口']]);
  expect([await run(110.9), await run(111), await run(10_000)]).toEqual([0, 1, 0]);
  expect(await outbox()).toEqual([['dead', 4, '连不上服务器，请检查地址和端口']]);
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
  const told = await at.list(`select params from ${at.schema}.notification where member_id = $1`, [
    ctx.actor.id,
  ]);
  expect(told).toEqual([{ channel: '邮件', channel_en: 'E-mail' }]);

  answer = { ok: true };
  expect(await resendDeliveries(ctx, {})).toBe(1);
  expect(await run(20_000)).toBe(1);
  expect(await outbox()).toEqual([['sent', 1, null]]);
});

test('what will never work is not tried again; a channel that breaks is like one that fails', async () => {
  answer = { ok: false, again: false, issue: { path: [], code: 'delivery_auth', params: { detail: '535' } } };
  await tell();
  await run();
  expect(await outbox()).toEqual([['dead', 1, '账号或密码不对：535']]);
  answer = new Error('a bug');
  await tell();
  await run();
  expect((await outbox())[0]).toEqual(['failed', 1, '发送时出错，请查看服务器日志']);
});

test('a channel that is not set up simulates, visibly, and sends it when it is', async () => {
  await channel({ config: { host: null } });
  await tell({ body: '看看' });
  await run();
  expect(arrived).toEqual([]);
  const { deliveries } = await listDeliveries(ctx, { state: 'simulated' });
  expect(deliveries[0]?.content).toMatchObject({ title: '系统 把「数据」分享给你', body: '看看' });
  await channel({ config: { host: 'smtp.example.com' } });
  await resendDeliveries(ctx, { ids: deliveries.map(({ id }) => id) });
  await run();
  expect(arrived.length).toBe(1);
});

test('quiet hours put a message off, and what was read meanwhile is not sent', async () => {
  const quiet = { enabled: true, from: minute(-5), to: minute(60), weekends: false, tz: 'UTC' };
  await saveMessageSettings({ ...ctx, actor: { ...ctx.actor, id: ann } }, { kinds: [], quiet });
  await tell();
  await tell();
  expect(await run()).toBe(2);
  expect(arrived).toEqual([]);
  expect(await outbox()).toEqual(Array(2).fill(['queued', 0, '免打扰时段，结束后发送']));
  expect((await nextDelivery(ctx))?.slice(11, 16)).toBe(minute(60));
  const [first] = (await at.list(`select id from ${at.schema}.notification where member_id = $1`, [
    ann,
  ])) as string[];
  await changeMessages({ ...ctx, actor: { ...ctx.actor, id: ann } }, { ids: [first ?? ''], change: 'read' });
  expect(await run(61)).toBe(2);
  expect(arrived.length).toBe(1);
  expect((await outbox()).map(([state]) => state).sort()).toEqual(['sent', 'skipped']);
});

test('turning quiet hours off sends what waited for their end', async () => {
  const [me, always] = [
    { ...ctx, actor: { ...ctx.actor, id: ann } },
    { from: '00:00', to: '23:59' },
  ];
  const quiet = { enabled: true, ...always, weekends: true, tz: 'UTC' };
  await saveMessageSettings(me, { kinds: [], quiet });
  await tell();
  await run();
  await saveMessageSettings(me, { kinds: [], quiet: { ...quiet, enabled: false } });
  expect(await run()).toBe(1);
  expect(arrived.length).toBe(1);
});

test('nobody is sent what they no longer want, or when they are disabled', async () => {
  await tell();
  await channel({ enabled: false });
  await run();
  expect((await outbox())[0]?.[0]).toBe('skipped');
  await channel({});
  await tell();
  await at.pool.query(`update ${at.schema}.member set disabled_at = now() where id = $1`, [ann]);
  await run();
  expect((await outbox())[0]).toEqual(['skipped', 0, '成员已停用']);
  expect(arrived).toEqual([]);
});

test('two processes never send the same, and one that dies has it sent by the other', async () => {
  await tell();
  await tell();
  expect((await Promise.all([run(), run(), run()])).reduce((sum, count) => sum + count)).toBe(2);
  expect(arrived.length).toBe(2);
  await tell();
  const lease = new Date(soon + 120_000).toISOString();
  await at.pool.query(
    `update ${at.schema}.delivery set taken_until = $1, attempts = 1 where state = 'queued'`,
    [lease],
  );
  expect(await run(1)).toBe(0);
  expect(await run(3)).toBe(1);
  expect(arrived.length).toBe(3);
});

test('settings of a channel are ciphertext in the database; secrets are never told again', async () => {
  const text = (await at.list(`select config from ${at.schema}.channel`))[0];
  expect(text).not.toContain('smtp.example.com');
  expect((await channel({ config: {} })).config).toEqual({ host: 'smtp.example.com', password: true });
  expect((await channel({ config: { password: null } })).config.password).toBe(false);
  await expect(channel({ config: { host: 'x' } })).rejects.toMatchObject({
    issues: [{ path: ['config', 'host'] }],
  });
  await expect(channel({ config: { other: 'x' } })).rejects.toMatchObject({ code: 'validation_failed' });
});
