import { mentionOf, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFollowing } from '../following.ts';
import { addMember, DEALS, installCrm } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

let server: TestServer;
let token: string;
let record: string;
let sales: Awaited<ReturnType<typeof addMember>>;
const here = { workspace: WORKSPACE };
const at = () => ({ ...DEALS, id: record });
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
  await installCrm(server, token);
  sales = await addMember(server, token, 'anna', 'sales');
  const made = await server.call('createRecord', {
    token,
    params: DEALS,
    body: { values: { title: '产线', secret: '底价' }, owner: sales.id },
  });
  record = made.id;
});
afterAll(() => server.close());

test('a comment is written, changed, deleted and restored by its address', async () => {
  const id = newId();
  const { comment, unreached } = await server.call('createComment', {
    token,
    params: at(),
    body: { id, text: `${mentionOf(sales.id)} 看看` },
  });
  expect([comment.id, unreached]).toEqual([id, []]);
  const params = { ...at(), comment: id };
  await server.call('updateComment', { token, params, body: { text: '算了' } });
  const texts = async () => {
    const { comments } = await server.call('listComments', { token: sales.token, params: at() });
    return comments.map(({ text }) => text);
  };
  expect(await texts()).toEqual(['算了']);
  expect((await server.refused('deleteComment', { token: sales.token, params })).status).toBe(403);
  await server.call('deleteComment', { token, params });
  expect(await texts()).toEqual([]);
  const gone = await server.refused('updateComment', { token, params, body: { text: '还在？' } });
  expect([gone.status, gone.body.code]).toEqual([404, 'comment_not_found']);
  await server.call('restoreComment', { token, params });
  expect(await texts()).toEqual(['算了']);
  const { members } = await server.call('recordAudience', { token, params: at() });
  expect(members).toContain(sales.id);
  const guest = await addMember(server, token, 'gus', 'guest');
  for (const operation of ['listComments', 'recordAudience', 'getFollow', 'listShareLinks'] as const)
    expect((await server.refused(operation, { token: guest.token, params: at() })).status).toBe(404);
});

test('who follows a record hears of a change behind the save', async () => {
  const stop = startFollowing(server.services);
  try {
    expect(await server.call('getFollow', { token: sales.token, params: at() })).toMatchObject({
      following: true,
    });
    const body = { following: true };
    await server.call('setFollow', { token: sales.token, params: at(), body });
    const { records } = await server.call('listFollowed', { token: sales.token, params: here });
    expect(records).toMatchObject([{ id: record, title: '产线', owner: { name: 'anna' } }]);
    await server.call('updateRecord', { token, params: at(), body: { set: { title: '新产线' } } });
    const told = async () => {
      const query = { group: 'follow' } as const;
      const { messages } = await server.call('listMessages', { token: sales.token, params: here, query });
      return messages.map(({ title }) => title).join();
    };
    for (const end = Date.now() + 15_000; !(await told()).includes('修改了你关注的「新产线」'); ) {
      if (Date.now() > end) throw new Error(`not told: ${await told()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await stop();
  }
});

test('a link shows a record without a login, and a colleague gets one with a note', async () => {
  const body = { to: [sales.id], note: '请看' };
  expect(await server.call('shareRecord', { token, params: at(), body })).toEqual({ unreached: [] });
  const denied = await server.refused('createShareLink', {
    token: sales.token,
    params: at(),
    body: { fields: ['title'] },
  });
  expect([denied.status, denied.body.code]).toEqual([403, 'forbidden']);
  const made = await server.call('createShareLink', {
    token,
    params: at(),
    body: { fields: ['title', 'stage'], hours: 24 },
  });
  const open = (key: string, secret: string) =>
    server.send({
      method: 'POST',
      url: `/api/v1/shared/${key}/${secret}`,
      headers: { 'accept-language': 'en' },
    });
  const shown = await open(WORKSPACE, made.token);
  expect([shown.status, shown.body.title]).toEqual([200, '新产线']);
  expect(shown.body.fields).toEqual([{ label: 'text', text: '新产线' }, { label: 'stage' }]);
  expect(shown.text).not.toContain('底价');
  for (const [key, secret] of [
    [WORKSPACE, 'nothing'],
    ['nobody', made.token],
    ["'--", made.token],
    [WORKSPACE, '%00'],
  ] as const)
    expect((await open(key, secret)).body.code).toBe('share_link_gone');
  // Who has a link is never taken for one who tries addresses.
  for (let n = 0; n < 61; n++) expect((await open(WORKSPACE, made.token)).status).toBe(200);
  const { links } = await server.call('listShareLinks', { token, params: at() });
  expect(links).toMatchObject([{ id: made.id, opens: 62, fields: ['title', 'stage'] }]);
  await server.call('revokeShareLink', { token, params: { ...at(), link: made.id } });
  expect((await open(WORKSPACE, made.token)).status).toBe(404);
  const { changes } = await server.call('recordHistory', { token, params: at() });
  expect(changes.slice(0, 2).map(({ op }) => op)).toEqual(['unshare', 'share']);
  for (let n = 0; n < 60; n++) await open(WORKSPACE, `guess-${n}`);
  expect((await open(WORKSPACE, 'another')).status).toBe(429);
});
