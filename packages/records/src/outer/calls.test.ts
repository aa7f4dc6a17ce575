import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOuterCalls } from './calls.ts';
import { isPublicAddress } from './guard.ts';
import { pointed } from './value.ts';

let port = 0;
const seen: { method: string | undefined; url: string | undefined; key: unknown; body: string }[] = [];
const server = createServer(async (request: IncomingMessage, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  seen.push({ method: request.method, url: request.url, key: request.headers['x-api-key'], body });
  const [path = ''] = (request.url ?? '').split('?');
  if (path === '/slow') return;
  if (path === '/moved') response.writeHead(302, { location: 'http://127.0.0.1/' }).end();
  else if (path === '/broken') response.writeHead(500).end('no');
  else if (path === '/large') response.end(JSON.stringify('x'.repeat(5_000)));
  else if (path === '/text') response.end('hello');
  else response.end('{"id": 1234567890123456789, "n": -1.50, "s": "1234567890123456789 \\" 22", "e": 1e3}');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`;
const get = (url: string) => ({ method: 'GET' as const, url, headers: { 'x-api-key': 'k' } });
const limits = { ms: 300, bytes: 4_000 };
const open = (more = {}) => openOuterCalls({ allowed: ['127.0.0.1'], limits, ...more });
const code = async (path: string) => {
  const answer = await open().json('me', get(at(path)));
  return answer.ok ? 'ok' : answer.issues[0]?.code;
};

describe('an address that is asked', () => {
  test('answers JSON; long numbers stay exact', async () => {
    const answer = await open().json('me', get(at('/a?b=1')));
    expect(answer).toMatchObject({
      ok: true,
      value: { id: '1234567890123456789', n: -1.5, s: '1234567890123456789 " 22', e: 1000 },
    });
    const body = JSON.stringify({ name: '张三' });
    await open().json('me', { method: 'POST', url: at('/p'), headers: {}, body });
    expect(seen.slice(-2)).toEqual([
      { method: 'GET', url: '/a?b=1', key: 'k', body: '' },
      { method: 'POST', url: '/p', key: undefined, body },
    ]);
  });

  test('may fail in every way, and that is said', async () => {
    expect(await code('/slow')).toBe('api_timeout');
    expect(await code('/moved')).toBe('api_status');
    expect(await code('/broken')).toBe('api_status');
    expect(await code('/large')).toBe('api_too_large');
    expect(await code('/text')).toBe('api_answer');
    const nobody = await open().json('me', get('http://127.0.0.1:1/'));
    expect(nobody).toMatchObject({ ok: false, issues: [{ code: 'api_unreachable' }] });
  });

  test('is asked once within a minute, and again when it failed', async () => {
    const calls = open();
    const asked = () => seen.filter(({ url }) => url === '/once' || url === '/broken').length;
    const before = asked();
    await Promise.all([calls.json('a', get(at('/once'))), calls.json('b', get(at('/once')))]);
    await calls.json('a', get(at('/once')));
    expect(asked() - before).toBe(1);
    for (let n = 0; n < 2; n++) await calls.json('a', get(at('/broken')));
    expect(asked() - before).toBe(3);
  });

  test('is not asked more often than sixty times a minute by one person', async () => {
    let now = 0;
    const calls = open({ now: () => now, limits: { ms: 20_000 } });
    const answers = await Promise.all(
      Array.from({ length: 61 }, (_, n) => calls.json('me', get(at(`/n${n}`)))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
    expect(answers.at(-1)).toMatchObject({ issues: [{ code: 'api_too_many' }] });
    expect((await calls.json('other', get(at('/n60')))).ok).toBe(true);
    now = 61_000;
    expect((await calls.json('me', get(at('/n61')))).ok).toBe(true);
  });
});

describe('the own network', () => {
  test.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://0x7f.1:1/',
    'http://2130706433:1/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data',
  ])('is closed: %s', async (url) => {
    const answer = await openOuterCalls({ limits }).json('me', get(url));
    expect(answer).toMatchObject({ ok: false, issues: [{ code: 'api_refused' }] });
  });

  test('but for the hosts that the installation names, with or without a port', async () => {
    for (const allowed of [['localhost'], [`localhost:${port}`]])
      expect((await open({ allowed }).json('me', get(at('/a', 'localhost')))).ok).toBe(true);
    const other = await open({ allowed: ['localhost:1'] }).json('me', get(at('/a', 'localhost')));
    expect(other).toMatchObject({ issues: [{ code: 'api_refused' }] });
  });

  test.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['172.15.0.1', true],
    ['172.31.0.1', false],
    ['100.100.1.1', false],
    ['192.168.1.1', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::a00:1', false],
    ['2002:7f00:1::', false],
    ['localhost', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

test.each([
  ['', { a: [1] }],
  ['/a', [1]],
  ['/a/0', 1],
  ['/a/1', undefined],
  ['/b', undefined],
  ['/constructor', undefined],
  ['/x~1y', undefined],
])('the pointer %j', (pointer, expected) => {
  expect(pointed({ a: [1] } as never, pointer)).toEqual(expected);
});
test('a pointer escapes slashes and tildes', () => {
  expect(pointed({ 'a/b~c': { '': 'x' } } as never, '/a~1b~0c/')).toBe('x');
});
