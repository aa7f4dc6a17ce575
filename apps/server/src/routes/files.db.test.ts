import { readdirSync } from 'node:fs';
import path from 'node:path';
import { contract } from '@trellis/metadata';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

const params = { workspace: WORKSPACE };
const PICTURE = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } })
  .png()
  .toBuffer();

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
});
afterAll(() => server.close());

/** Sends a file as a browser does. */
async function upload(name: string, content: Buffer, who: string | undefined = token) {
  const boundary = 'b0undary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
  const reply = await server.app.inject({
    method: 'POST',
    url: contract.uploadFile.path.replace('{workspace}', WORKSPACE),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(who ? { authorization: `Bearer ${who}` } : {}),
    },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: reply.statusCode, body: reply.json() };
}
const get = async (url: string) => {
  const reply = await server.app.inject({ method: 'GET', url });
  return { status: reply.statusCode, headers: reply.headers, body: reply.rawPayload };
};
const linksOf = async (id: string) => {
  const { links } = await server.call('fileLinks', { token, params, body: { ids: [id] } });
  return links[id];
};

test('a picture goes up, and comes back by its address', async () => {
  const { status, body } = await upload('现场 "1".png', PICTURE);
  expect([status, body]).toEqual([
    200,
    { id: body.id, name: body.name, size: PICTURE.length, mime: 'image/png' },
  ]);
  const links = await linksOf(body.id);
  const view = await get(links?.view ?? '');
  expect([view.status, view.headers['content-type'], view.body.equals(PICTURE)]).toEqual([
    200,
    'image/png',
    true,
  ]);
  expect(view.headers['content-disposition']).toMatch(/^inline; .*filename\*=UTF-8''%E7%8E%B0/);
  expect(view.headers['content-security-policy']).toContain('sandbox');
  expect(view.headers['x-content-type-options']).toBe('nosniff');
  expect((await get(links?.save ?? '')).headers['content-disposition']).toMatch(/^attachment/);
  expect((await get(links?.thumb ?? '')).headers['content-type']).toBe('image/webp');
  expect(readdirSync(path.join(server.services.config.dataDir, 'arriving'))).toEqual([]);
});

test.each([
  ['page.png', '<!doctype html><script>alert(1)</script>'],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['table.csv', 'a,b'],
])('%s is only ever saved, never shown', async (name, text) => {
  const { body } = await upload(name, Buffer.from(text));
  const view = await get((await linksOf(body.id))?.view ?? '');
  expect([view.headers['content-type'], view.body.toString()]).toEqual(['application/octet-stream', text]);
  expect(view.headers['content-disposition']).toMatch(/^attachment/);
});

test('no address, no content', async () => {
  const { body } = await upload('a.png', PICTURE);
  const view = (await linksOf(body.id))?.view ?? '';
  for (const url of [
    view.replace(/signature=./, (found) => `signature=${found.endsWith('A') ? 'B' : 'A'}`),
    view.replace('/view', '/save'),
    view.replace(/expires=\d+/, 'expires=99999999999'),
    view.replace(body.id, '01900000-0000-7000-8000-000000000000'),
  ]) {
    expect((await get(url)).status, url).toBe(404);
  }
  expect((await upload('a.png', PICTURE, 'nobody')).status).toBe(401);
  const { links } = await server.call('fileLinks', {
    token,
    params,
    body: { ids: ['01900000-0000-7000-8000-000000000000'] },
  });
  expect(links).toEqual({});
});

test('too large is refused, before and while it comes', async () => {
  const big = Buffer.alloc(contract.uploadFile.bodyLimit + 1);
  expect(await upload('big.bin', big)).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
  expect(await upload('empty.txt', Buffer.alloc(0))).toMatchObject({ status: 422 });
});
