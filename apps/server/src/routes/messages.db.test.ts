import { newId } from '@trellis/metadata';
import { type Note, notify } from '@trellis/records/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, CUSTOMERS, DEALS, installCrm } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';
import { workspaceOf } from '../workspaces.ts';

let server: TestServer;
let admin: string;
let sally: { id: string; token: string };
let gus: { id: string; token: string };
let deal: string;
let customer: string;
const params = { workspace: WORKSPACE };
beforeAll(async () => {
  server = await openTestServer();
  admin = await server.setUp();
  await installCrm(server, admin);
  sally = await addMember(server, admin, 'sally', 'sales');
  gus = await addMember(server, admin, 'gus', 'guest');
  const made = { token: admin, params: CUSTOMERS, body: { values: { name: '启明' } } };
  customer = (await server.call('createRecord', made)).id;
  const values = { title: '产线' };
  deal = (await server.call('createRecord', { token: admin, params: DEALS, body: { values } })).id;
});
afterAll(() => server.close());

async function tell(note: Partial<Note> & Pick<Note, 'to'>) {
  const workspace = await workspaceOf(server.services.pool, WORKSPACE);
  if (!workspace) throw new Error('no workspace');
  const catalog = await server.services.catalogs.get(workspace);
  await notify({ catalog }, server.services.pool, { kind: 'share', text: 'record', ...note } as Note);
}
const link = (form: 'deal' | 'customer', record: string) => ({ app: 'crm', form, record, tab: 'comments' });
const list = (token: string, query = {}) => server.call('listMessages', { token, params, query });
const count = (token: string) => server.call('countMessages', { token, params });
const titles = async (token: string, query = {}) =>
  (await list(token, query)).messages.map(({ title }) => title);

test('of a record that they may not see readers learn neither its title nor what was said', async () => {
  const about = { by: gus.id, body: '三千万' };
  await tell({ to: [sally.id], link: link('deal', deal), ...about });
  await tell({ to: [sally.id], link: link('customer', customer), ...about });
  const [seen, unseen] = (await list(sally.token)).messages;
  expect(seen).toMatchObject({
    title: 'gus 把「启明」分享给你',
    body: '三千万',
    link: link('customer', customer),
  });
  // She sees deals of her own alone: 表单 is what the form is called.
  expect(unseen).toMatchObject({ title: 'gus 把「表单」分享给你', body: null, link: null });
  expect(JSON.stringify(unseen)).not.toContain('产线');
  await tell({ to: [gus.id], link: link('deal', deal), by: sally.id, body: '三千万' });
  expect((await list(gus.token)).messages[0]).toMatchObject({
    title: 'sally 把「数据」分享给你',
    body: null,
  });
});

test('counts by group, pages, read one and all, delete and back; each their own', async () => {
  const before = (await count(sally.token)).unread;
  for (let n = 1; n <= 5; n++)
    await tell({ to: [sally.id], kind: 'system', text: 'text', params: { text: `第 ${n} 条` } });
  await tell({ to: [sally.id], kind: 'follow', text: 'changed', link: link('customer', customer) });
  expect(await count(sally.token)).toEqual({
    unread: before + 6,
    groups: { mention: before, follow: 1, system: 5 },
  });
  const first = await list(sally.token, { group: 'system', limit: '2' });
  const second = await list(sally.token, { group: 'system', limit: '3', after: first.next ?? '' });
  expect([...first.messages, ...second.messages].map(({ title }) => title)).toEqual(
    [5, 4, 3, 2, 1].map((n) => `第 ${n} 条`),
  );
  expect(second.next).toBeNull();

  const change = (token: string, body: object) =>
    server.call('changeMessages', { token, params, body: body as never });
  const ids = [first.messages[0]?.id ?? ''];
  expect(await change(gus.token, { ids, change: 'delete' })).toEqual({ ids: [] });
  expect(await change(sally.token, { ids, change: 'read' })).toEqual({ ids });
  expect(await change(sally.token, { ids, change: 'read' })).toEqual({ ids: [] });
  expect((await titles(sally.token, { group: 'system', unread: 'true' })).length).toBe(4);
  expect(await change(sally.token, { ids, change: 'delete' })).toEqual({ ids });
  expect((await titles(sally.token, { group: 'system' })).length).toBe(4);
  expect(await change(sally.token, { ids, change: 'restore' })).toEqual({ ids });
  const all = await change(sally.token, { all: true, group: 'system', change: 'read' });
  expect(all.ids.length).toBe(4);
  expect(await count(sally.token)).toMatchObject({ groups: { follow: 1, system: 0 } });
  await change(sally.token, { ids: all.ids, change: 'unread' });
  expect(await count(sally.token)).toMatchObject({ groups: { system: 4 } });
  expect(
    (
      await server.refused('changeMessages', {
        token: sally.token,
        params,
        body: { all: true, change: 'delete' } as never,
      })
    ).status,
  ).toBe(422);
});

test('unread again and told again under one name are two', async () => {
  const note = { to: [gus.id], kind: 'system', text: 'text', params: { text: '一样' }, key: 'same' } as const;
  await tell(note);
  const [first] = (await list(gus.token)).messages;
  const ids = [first?.id ?? ''];
  await server.call('changeMessages', { token: gus.token, params, body: { ids, change: 'read' } });
  await tell(note);
  await server.call('changeMessages', { token: gus.token, params, body: { ids, change: 'unread' } });
  expect((await titles(gus.token, { group: 'system' })).length).toBe(2);
});

test('settings: what differs from what is usual is kept, and mentions stay in the product', async () => {
  const settings = await server.call('getMessageSettings', { token: sally.token, params });
  expect(settings.channels).toEqual([{ key: 'email', simulated: true }]);
  const mention = settings.kinds.find(({ key }) => key === 'mention');
  expect(mention?.places).toEqual({ product: true, email: true });
  const kinds = [
    { key: 'mention', places: { product: false, email: true } },
    { key: 'share', places: { product: false, email: false } },
  ] as const;
  const quiet = { ...settings.quiet, enabled: true };
  const saved = await server.call('saveMessageSettings', {
    token: sally.token,
    params,
    body: { kinds: [...kinds], quiet },
  });
  const placesOf = (wanted: string) => saved.kinds.find(({ key }) => key === wanted)?.places;
  expect(placesOf('mention')).toEqual({ product: true, email: true });
  expect(placesOf('share')).toEqual({ product: false, email: false });
  const wrong = { kinds: [], quiet: { ...quiet, tz: 'Mars/Olympus' } };
  expect(
    (await server.refused('saveMessageSettings', { token: sally.token, params, body: wrong })).body.issues,
  ).toMatchObject([{ path: ['quiet', 'tz'], code: 'unknown_zone' }]);
});

test('channels and the outbox are for administrators', async () => {
  const channel = { ...params, channel: 'wecom' };
  for (const [id, more] of [
    ['listChannels', {}],
    ['testChannel', { params: channel }],
    ['listDeliveries', {}],
    ['resendDeliveries', { body: {} }],
  ] as const)
    expect((await server.refused(id, { token: sally.token, params, ...more } as never)).status, id).toBe(403);
  const { channels } = await server.call('listChannels', { token: admin, params });
  expect(channels.map(({ key, enabled, ready }) => [key, enabled, ready])).toEqual([
    ['email', true, false],
    ...['wecom', 'dingtalk', 'feishu', 'webhook'].map((key) => [key, false, false]),
  ]);
  expect(await server.call('testChannel', { token: admin, params: channel })).toEqual({
    sent: false,
    to: null,
    reason: '还没有填完这个渠道的设置',
  });
  const body = { enabled: true, kinds: [], details: false, config: { url: 'http://127.0.0.1:9/hook' } };
  await server.call('saveChannel', { token: admin, params: channel, body });
  expect((await server.call('testChannel', { token: admin, params: channel })).reason).toContain('API_HOSTS');
  expect(
    (
      await server.refused('saveChannel', {
        token: admin,
        params: { ...params, channel: 'constructor' },
        body,
      })
    ).status,
  ).toBe(404);
  const unknown = await server.refused('resendDeliveries', { token: admin, params, body: { ids: [] } });
  expect(unknown.status).toBe(422);
  expect(await server.call('resendDeliveries', { token: admin, params, body: { ids: [newId()] } })).toEqual({
    count: 0,
  });
});
