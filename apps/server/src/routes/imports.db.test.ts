import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, DEALS, installCrm } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
  await installCrm(server, token);
});
afterAll(() => server.close());

const url = `/api/v1/w/${WORKSPACE}/records/crm/deal/imports`;
const boundary = 'trellis-boundary';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const part = (name: string, content: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`;
const upload = (content: string, name = 'deals.csv') =>
  server.send({ method: 'POST', url, token, body: part(name, content), headers: multipart });

async function settled(id: string) {
  for (;;) {
    const job = await server.call('getImport', { token, params: { ...DEALS, id } });
    if (job.state !== 'previewing' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('upload, preview, commit, errors: the file becomes records', async () => {
  const uploaded = await upload('title,amount,closes\n设备,1200,2026-03-01\n坏行,很多,2025-02-30\n');
  expect(uploaded.status).toBe(200);
  const params = { ...DEALS, id: String(uploaded.body.id) };
  const { mapping } = await server.call('getImport', { token, params });
  expect(mapping.columns.map(({ field }) => field)).toEqual(['title', 'amount', 'closes']);
  await server.call('previewImport', { token, params, body: { mapping } });
  const previewed = await settled(params.id);
  expect(previewed.preview).toMatchObject({ valid: 1, invalid: 1 });
  expect(previewed.preview?.errors.map(({ row, field }) => [row, field])).toEqual([
    [3, 'amount'],
    [3, 'closes'],
  ]);
  const errors = await server.send({ url: `${url}/${params.id}/errors`, token });
  expect(errors.headers['content-type']).toContain('spreadsheetml');
  expect(errors.text.startsWith('PK')).toBe(true);
  const second = await server.call('importProblems', { token, params, query: { after: 1 } });
  expect(second).toMatchObject({ errors: [{ row: 3, field: 'closes', text: '2025-02-30' }], next: null });
  await server.call('commitImport', { token, params, body: { skipInvalid: true } });
  expect((await settled(params.id)).result).toMatchObject({ created: 1, failed: 1 });
  const filter = { '==': [{ var: 'title' }, '设备'] };
  const { records } = await server.call('queryRecords', { token, params: DEALS, body: { filter } });
  expect(records[0]?.values).toMatchObject({ amount: '1200', closes: '2026-03-01' });
});

test('a mapping is kept under a name', async () => {
  const params = { ...DEALS, id: '01900000-0000-7000-8000-0000000000aa' };
  const mapping = {
    columns: [{ name: '商机', field: 'title' }],
    policy: 'upsert',
    match: ['title'],
  } as const;
  const body = {
    name: '每月',
    shared: true,
    mapping: { ...mapping, columns: [...mapping.columns], match: ['title'] },
  };
  await server.call('putImportMapping', { token, params, body });
  const { mappings } = await server.call('listImportMappings', { token, params: DEALS });
  expect(mappings).toEqual([{ id: params.id, editable: true, ...body }]);
  await server.call('deleteImportMapping', { token, params });
  expect((await server.refused('deleteImportMapping', { token, params })).status).toBe(404);
});

test('a cancelled import leaves nothing', async () => {
  const { body } = await upload('title\n不要\n');
  const params = { ...DEALS, id: String(body.id) };
  expect((await server.call('cancelImport', { token, params })).state).toBe('cancelled');
  const again = await server.refused('cancelImport', { token, params });
  expect([again.status, again.body.code]).toEqual([409, 'import_state']);
});

test('what is no upload is told what it should be', async () => {
  const json = await server.send({ method: 'POST', url, token, body: {} });
  expect([json.status, json.body.code]).toEqual([415, 'unsupported_media_type']);
  const empty = await server.send({
    method: 'POST',
    url,
    token,
    body: `--${boundary}--\r\n`,
    headers: multipart,
  });
  expect(empty.status).toBe(422);
  expect(empty.body.issues).toMatchObject([{ path: ['file'], code: 'required' }]);
  const cut = await server.send({
    method: 'POST',
    url,
    token,
    body: part('a.csv', 'title').slice(0, 120),
    headers: multipart,
  });
  expect(cut.status).toBeGreaterThanOrEqual(400);
  expect(cut.status).toBeLessThan(500);
  const garbage = await upload('\u0000\u0001\u0002'.repeat(50), 'photo.jpg');
  expect([garbage.status, garbage.body.code]).toEqual([422, 'file_unreadable']);
});

test('200 MB are refused, declared or not, without being kept in memory', async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo;
  const bytes = 200 * 1024 * 1024;
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  for (const headers of [{ 'content-length': bytes }, { 'transfer-encoding': 'chunked' }]) {
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const out = httpRequest(
        {
          port,
          path: url,
          method: 'POST',
          headers: { ...multipart, ...headers, authorization: `Bearer ${token}` },
        },
        (reply) => {
          let text = '';
          reply.setEncoding('utf8').on('data', (chunk) => {
            text += chunk;
          });
          reply.on('end', () => {
            resolve({ status: reply.statusCode ?? 0, text });
            out.destroy();
          });
        },
      );
      // The server may close the connection while the rest is still on its way.
      out.on('error', reject);
      out.write(part('big.csv', '').slice(0, -boundary.length - 8));
      const chunk = Buffer.alloc(1 << 20, 'x');
      let sent = 0;
      const more = () => {
        while (sent < bytes && !out.destroyed) {
          sent += chunk.length;
          if (!out.write(chunk)) return void out.once('drain', more);
        }
      };
      more();
    });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'file_too_large']);
  }
  clearInterval(watch);
  expect(peak - before).toBeLessThan(100 * 1024 * 1024);
});

test('an export is a file with a name, and under the permission to export', async () => {
  const reply = await server.send({
    method: 'POST',
    url: `/api/v1/w/${WORKSPACE}/records/crm/deal/export`,
    token,
    body: { format: 'csv', fields: ['title'] },
  });
  expect(reply.status).toBe(200);
  expect(reply.headers['content-disposition']).toMatch(
    /^attachment; filename="[\w.-]+\.csv"; filename\*=UTF-8''%/,
  );
  expect(reply.text).toContain('设备');
  const sales = await addMember(server, token, 'sam', 'sales');
  const denied = await server.send({
    method: 'POST',
    url: `/api/v1/w/${WORKSPACE}/records/crm/deal/export`,
    token: sales.token,
    body: { format: 'csv' },
  });
  expect([denied.status, denied.body.code]).toEqual([403, 'forbidden']);
});
