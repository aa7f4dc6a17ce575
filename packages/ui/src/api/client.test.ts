import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChangeEvent, createClient } from './client.ts';
import { ApiError } from './error.ts';
import { urlOf } from './request.ts';
import { readEvents } from './sse.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A small HTTP server that speaks as the contract says. */
async function serve(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    handler(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
  });
  response.end(JSON.stringify(body));
};
const problem = (status: number, code: string, more: object = {}) => ({
  type: 'about:blank',
  title: `Title of ${code}`,
  status,
  code,
  ...more,
});
const session = (accessToken: string) => ({ accessToken, expiresIn: 900, account: {}, workspaces: [] });
const params = { workspace: 'w' };

describe('urlOf', () => {
  it('escapes parameters and leaves out absent ones of the query', () => {
    const input = {
      params: { workspace: 'a/b', app: '客', form: 'f' },
      query: { limit: 2, after: undefined },
    };
    expect(urlOf('listRecords', input)).toBe('/api/v1/w/a%2Fb/records/%E5%AE%A2/f?limit=2');
  });

  it('throws for a missing path parameter', () => {
    expect(() => urlOf('me', {})).toThrow('workspace');
  });
});

describe('call', () => {
  it('sends the body, the language and the token, and reads the answer', async () => {
    const seen: unknown[] = [];
    const baseUrl = await serve((request, response, body) => {
      seen.push([
        request.method,
        request.url,
        request.headers.authorization,
        request.headers['accept-language'],
        body,
      ]);
      json(response, 200, { key: 'crm' });
    });
    const client = createClient({ baseUrl, token: 'T' });
    expect(await client.call('createApp', { params, body: { key: 'crm', document: {} } })).toEqual({
      key: 'crm',
    });
    expect(seen).toEqual([['POST', '/api/v1/w/w/apps', 'Bearer T', 'zh', '{"key":"crm","document":{}}']]);
  });

  it('gives undefined for an answer without a body', async () => {
    const baseUrl = await serve((_, response) => response.writeHead(204).end());
    expect(await createClient({ baseUrl }).call('logout')).toBeUndefined();
  });

  it('renews the session once for many refused calls and repeats each', async () => {
    let renewals = 0;
    const baseUrl = await serve((request, response) => {
      if (request.url === '/api/v1/auth/refresh') {
        renewals++;
        setTimeout(() => json(response, 200, session('new')), 20);
      } else if (request.headers.authorization === 'Bearer new') json(response, 200, { members: [] });
      else json(response, 401, problem(401, 'token_expired'));
    });
    const client = createClient({ baseUrl, token: 'old' });
    const calls = await Promise.all([1, 2, 3, 4, 5].map(() => client.call('listMembers', { params })));
    expect(calls).toHaveLength(5);
    expect(renewals).toBe(1);
  });

  it('reports a dead session and throws the refusal', async () => {
    let reported = 0;
    const baseUrl = await serve((request, response) =>
      json(
        response,
        401,
        problem(401, request.url?.endsWith('refresh') ? 'session_reused' : 'token_expired'),
      ),
    );
    const client = createClient({ baseUrl, token: 'old', onUnauthorised: () => reported++ });
    await expect(client.call('me', { params })).rejects.toMatchObject({ status: 401, code: 'token_expired' });
    expect(reported).toBe(1);
  });

  it('does not renew for a wrong password', async () => {
    const urls: unknown[] = [];
    const baseUrl = await serve((request, response) => {
      urls.push(request.url);
      json(response, 401, problem(401, 'login_failed'));
    });
    const login = createClient({ baseUrl }).call('login', { body: { email: 'a@b.c', password: 'x' } });
    await expect(login).rejects.toMatchObject({ code: 'login_failed' });
    expect(urls).toEqual(['/api/v1/auth/login']);
  });

  it('throws problem documents with issues and further members', async () => {
    const issues = [
      { path: ['set', 'amount'], code: 'too_large', params: { max: '5' }, message: '不能大于 5' },
    ];
    const baseUrl = await serve((_, response) => {
      response.setHeader('retry-after', '7');
      json(
        response,
        409,
        problem(409, 'version_conflict', { issues, current: { version: 3 }, requestId: 'r1' }),
      );
    });
    const error = await createClient({ baseUrl, token: 'T' })
      .call('me', { params })
      .catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 409,
      code: 'version_conflict',
      title: 'Title of version_conflict',
      issues,
      details: { current: { version: 3 } },
      requestId: 'r1',
      retryAfter: 7,
    });
  });

  it('gives words to an answer that is no problem document, and to none at all', async () => {
    const baseUrl = await serve((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
    await expect(createClient({ baseUrl }).call('status')).rejects.toMatchObject({
      status: 502,
      code: 'internal',
    });
    const nobody = createClient({ baseUrl: 'http://127.0.0.1:1' });
    await expect(nobody.call('status')).rejects.toMatchObject({ status: 0, code: 'network' });
  });
});

describe('events', () => {
  it('gives changes until the stream ends', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\nevent: record\ndata: {"form":"crm:deal","ids":["1"]}\n\n');
      response.end('event: other\ndata: {}\n\nevent: catalog\ndata: {"version":"2"}\n\n');
    });
    const changes: ChangeEvent[] = [];
    let opened = 0;
    await createClient({ baseUrl, token: 'T' }).events('w', {
      open: () => opened++,
      change: (event) => changes.push(event),
      signal: new AbortController().signal,
    });
    expect(opened).toBe(1);
    expect(changes).toEqual([
      { type: 'record', form: 'crm:deal', ids: ['1'] },
      { type: 'catalog', version: '2' },
    ]);
  });

  it('are read whole however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(
      'event: record\r\ndata: 客户\r\ndata: two\r\n\r\nid: 3\n\ndata:x\n\n',
    );
    for (let size = 1; size <= 9; size++) {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const events = [];
      for await (const event of readEvents(stream)) events.push(event);
      expect(events).toEqual([
        { event: 'record', data: '客户\ntwo' },
        { event: 'message', data: 'x' },
      ]);
    }
  });
});
