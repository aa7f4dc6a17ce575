import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobStore } from '@trellis/records/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';

const KEY = '01900000-0000-7000-8000-000000000001/0a1b2c';
const SECRET = 'the/secret+key';

let dir: string;
let file: string;
let service: Server;
let endpoint: string;
const objects = new Map<string, Buffer>();

/** Signature Version 4 worked out from the specification, not by the library under test. */
function isSignedRight(request: IncomingMessage): boolean {
  const [, id, names, theirs] =
    /Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  if (!id || !names || !theirs) return false;
  const [, date = '', region = '', aws = ''] = id.split('/');
  const url = new URL(request.url ?? '', 'http://x');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [
    request.method,
    url.pathname,
    url.searchParams.toString(),
    `${headers.join('')}\n${names}`,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = [date, region, aws, 'aws4_request'];
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    scope.join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = scope.reduce<Buffer | string>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${SECRET}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex') === theirs;
}

/** What the store asks of a service: whole objects by path, a length for each body, a right signature. */
const answer = async (request: IncomingMessage): Promise<[number, Buffer?]> => {
  const body = await buffer(request);
  if (!isSignedRight(request)) return [403, Buffer.from('<Error><Code>SignatureDoesNotMatch</Code></Error>')];
  const name = request.url ?? '';
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined) return [411];
    objects.set(name, body);
    return [200];
  }
  if (request.method === 'DELETE') {
    objects.delete(name);
    return [204];
  }
  const found = objects.get(name);
  return found ? [200, found] : [404];
};

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-stores-'));
  file = path.join(dir, 'content');
  writeFileSync(file, 'the content');
  service = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.close();
  rmSync(dir, { recursive: true, force: true });
});

const bucket = (secret = SECRET) =>
  s3Store({ endpoint, bucket: 'files', region: 'cn-north-1', accessKeyId: 'ID', secretAccessKey: secret });
const stores: [string, () => BlobStore][] = [
  ['a folder', () => diskStore(path.join(dir, 'files'))],
  ['a bucket', () => bucket()],
];

describe.each(stores)('contents in %s', (_, open) => {
  test('are kept, read and removed', async () => {
    const store = open();
    expect([await store.has(KEY), await store.open(KEY)]).toEqual([false, undefined]);
    await store.put(KEY, file);
    await store.put(KEY, path.join(dir, 'is not read: the key is there'));
    expect(await store.has(KEY)).toBe(true);
    expect((await buffer((await store.open(KEY)) ?? Readable.from([]))).toString()).toBe('the content');
    await store.remove(KEY);
    await store.remove(KEY);
    expect([await store.has(KEY), await store.open(KEY)]).toEqual([false, undefined]);
    await expect(store.put(KEY, path.join(dir, 'no such file'))).rejects.toThrow();
    expect(await store.has(KEY)).toBe(false);
  });
});

test('a folder holds whole files only', () => {
  const all = readdirSync(path.join(dir, 'files'), { recursive: true, withFileTypes: true });
  expect(all.filter((entry) => entry.isFile())).toEqual([]);
});

test('a refusal of the service says what it is', async () => {
  await expect(bucket('wrong').put(KEY, file)).rejects.toThrow('403');
  await expect(bucket('wrong').open(KEY)).rejects.toThrow('SignatureDoesNotMatch');
});
