import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../testing/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

test('every page address answers with the same page, never kept, under a policy without eval', async () => {
  for (const url of ['/', '/login', '/w/test_co/a/crm/f/deal?view=all']) {
    const reply = await server.send({ url });
    expect([url, reply.status]).toEqual([url, 200]);
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('what is no page is not found', async () => {
  for (const url of ['/assets/none.js', '/../package.json', '/%2e%2e/package.json', '/index.php']) {
    expect([url, (await server.send({ url })).status]).toEqual([url, 404]);
  }
  expect((await server.send({ method: 'POST', url: '/login', body: {} })).status).toBe(404);
});

test('health needs the database', async () => {
  expect((await server.send({ url: '/health' })).body).toMatchObject({ status: 'ok' });
});
