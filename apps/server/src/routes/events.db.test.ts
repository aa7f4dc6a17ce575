import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, CUSTOMERS, DEALS, installCrm, publish } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

let server: TestServer;
let admin: string;
let base: string;
const streams: AbortController[] = [];
beforeAll(async () => {
  server = await openTestServer();
  admin = await server.setUp();
  await installCrm(server, admin);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const stream of streams) stream.abort();
  await server.close();
});

interface Seen {
  readonly event: string;
  readonly data: { readonly form?: string; readonly ids?: string[] };
  readonly at: number;
}

/** Opens the stream of a member and collects what comes. */
async function follow(token: string) {
  const controller = new AbortController();
  streams.push(controller);
  const reply = await fetch(`${base}/api/v1/w/${WORKSPACE}/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  });
  expect(reply.headers.get('content-type')).toContain('text/event-stream');
  const seen: Seen[] = [];
  const ended = (async () => {
    let text = '';
    for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const found = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end));
        if (found) seen.push({ event: found[1] ?? '', data: JSON.parse(found[2] ?? ''), at: Date.now() });
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined);
  const next = async (test: (one: Seen) => boolean): Promise<Seen> => {
    for (const stop = Date.now() + 5_000; Date.now() < stop; ) {
      const found = seen.find(test);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`not seen: ${JSON.stringify(seen)}`);
  };
  return { seen, next, ended };
}

const createDeal = (token: string, title: string) =>
  server.call('createRecord', { token, params: DEALS, body: { values: { title } } });

test('two open clients hear of a change within a second', async () => {
  const clients = await Promise.all([follow(admin), follow(admin)]);
  const delays: number[] = [];
  for (const title of ['甲', '乙', '丙', '丁', '戊']) {
    const start = Date.now();
    const { id } = await createDeal(admin, title);
    for (const { next } of clients) {
      const heard = await next(({ data }) => data.ids?.includes(id) ?? false);
      expect(heard).toMatchObject({ event: 'record', data: { form: 'crm:deal' } });
      delays.push(heard.at - start);
    }
  }
  // The median: events wait for open transactions of the whole server, also for those of other test files.
  expect(delays.sort((a, b) => a - b)[5]).toBeLessThan(1_000);
});

test('members hear of the forms they see, and of no ids where they see only some records', async () => {
  const sales = await addMember(server, admin, 'sally', 'sales');
  const guest = await addMember(server, admin, 'gus', 'guest');
  const [sally, gus] = await Promise.all([follow(sales.token), follow(guest.token)]);
  await createDeal(admin, '别人的');
  const { id } = await server.call('createRecord', {
    token: admin,
    params: CUSTOMERS,
    body: { values: { name: '公开' } },
  });
  await gus.next(({ data }) => data.ids?.includes(id) ?? false);
  expect((await sally.next(({ data }) => data.form === 'crm:deal')).data).toEqual({ form: 'crm:deal' });
  expect(gus.seen.map(({ data }) => data.form)).toEqual(['crm:customer']);
});

test('a role taken away ends the news of its forms; a member put out loses the stream', async () => {
  const role = await addMember(server, admin, 'rita', 'sales');
  const rita = await follow(role.token);
  const params = { workspace: WORKSPACE, id: role.id };
  await server.call('updateMember', { token: admin, params, body: { roles: ['crm:guest'] } });
  await createDeal(admin, '看不到');
  await server.call('createRecord', {
    token: admin,
    params: CUSTOMERS,
    body: { values: { name: '看得到' } },
  });
  await rita.next(({ data }) => data.form === 'crm:customer');
  expect(rita.seen.some(({ data }) => data.form === 'crm:deal')).toBe(false);
  await server.call('updateMember', { token: admin, params, body: { disabled: true } });
  await createDeal(admin, '再来一条');
  await rita.ended;
});

test('a publish is told to everybody', async () => {
  const client = await follow(admin);
  const { forms } = await server.call('getCatalog', { token: admin, params: { workspace: WORKSPACE } });
  const document = structuredClone(forms['crm:customer']?.document) as { trellis: { label: object } };
  document.trellis.label = { zh: '客户', en: 'Customer' };
  await publish(server, admin, 'form', 'customer', document);
  const { data } = await client.next(({ event }) => event === 'catalog');
  expect(data).toMatchObject({ version: expect.any(String) });
});
