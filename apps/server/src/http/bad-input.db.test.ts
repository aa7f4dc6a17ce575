import { type Contract, contract } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../routes/index.ts';
import { CUSTOMERS, DEALS, installCrm } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

/** Whatever comes, the answer is a localized 4xx at the right place, and nothing is 500. */
let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await openTestServer();
  token = await server.setUp();
  await installCrm(server, token);
});
afterAll(() => server.close());

const deals = `/api/v1/w/${WORKSPACE}/records/crm/deal`;
const post = (body: unknown, headers: Record<string, string> = {}, url = deals) =>
  server.send({ method: 'POST', url, token, body, headers });

describe('bodies', () => {
  test.each([
    '{"values": {',
    '{"values": {"title": "a"}',
    "{'values': 1}",
    '\u0000',
    'null x',
    '{"a":1}{"b":2}',
    '\ufeff\ufeff{}',
    '{"values":{"__proto__":{"x":1}}}',
  ])('%j is not JSON we take', async (text) => {
    const reply = await post(text);
    expect([reply.status, reply.body.code]).toEqual([400, 'malformed_json']);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.body.title).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each<[unknown, (string | number)[], string]>([
    [{}, ['values'], 'required'],
    ['', [], 'wrong_type'],
    ['[]', [], 'wrong_type'],
    ['null', [], 'wrong_type'],
    [{ values: 'x' }, ['values'], 'wrong_type'],
    [{ values: {}, vlues: 1 }, ['vlues'], 'unknown_property'],
    [{ values: { title: 'x' }, id: 'no uuid' }, ['id'], 'invalid'],
    [{ values: { title: 'x', nonsense: 1 } }, ['values', 'nonsense'], 'unknown_field'],
    [{ values: { title: 5 } }, ['values', 'title'], 'not_text'],
    [{ values: { title: '长'.repeat(51) } }, ['values', 'title'], 'too_long'],
    [{ values: { title: '  ' } }, ['values', 'title'], 'required'],
    [{ values: { title: 'a\u0000b' } }, ['values', 'title'], 'invalid_character'],
    [{ values: { title: 'x', amount: 'a lot' } }, ['values', 'amount'], 'invalid_number'],
    [{ values: { title: 'x', closes: '2025-02-30' } }, ['values', 'closes'], 'invalid_date'],
    [{ values: { title: 'x', stage: 'nowhere' } }, ['values', 'stage'], 'unknown_option'],
    [{ values: { title: 'x', customer: 'no uuid' } }, ['values', 'customer'], 'invalid_id'],
  ])('%j is refused at %j', async (body, path, code) => {
    const reply = await post(body);
    expect(reply.status).toBe(422);
    expect(reply.body.issues).toContainEqual(expect.objectContaining({ path, code }));
    for (const issue of reply.body.issues ?? []) expect(issue.message).toMatch(/[\u4e00-\u9fff]/);
    const english = await post(body, { 'accept-language': 'en' });
    expect(english.body.title).toMatch(/^[\x20-\x7e\u2019]+$/);
  });

  test('texts that look like SQL or script are stored as they are', async () => {
    for (const title of [
      "'; drop table platform.account; --",
      '<script>alert(1)</script>',
      '{{7*7}}',
      '%_\\',
      '😀𠮷ß',
    ]) {
      const made = await server.call('createRecord', { token, params: DEALS, body: { values: { title } } });
      expect(made.values.title).toBe(title);
      const found = await server.call('queryRecords', {
        token,
        params: DEALS,
        body: { filter: { '==': [{ var: 'title' }, title] } },
      });
      expect(found.records.map(({ id }) => id)).toEqual([made.id]);
    }
  });

  test('a choice of shapes is told by the shape that was meant', async () => {
    const reply = await post({ create: [{ values: {} }, { valuse: {} }] }, {}, `${deals}/bulk`);
    expect(reply.status).toBe(422);
    expect(reply.body.issues).toContainEqual(expect.objectContaining({ path: ['create', 1, 'valuse'] }));
    const neither = await post({}, {}, `${deals}/bulk`);
    expect(neither.status).toBe(422);
    const both = await post({ create: [{ values: {} }], delete: [] }, {}, `${deals}/bulk`);
    expect(both.status).toBe(422);
  });

  test('very many mistakes at once are told soon', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`wrong_${i}`, 1]));
    const started = performance.now();
    const reply = await post({ create: Array.from({ length: 10_000 }, () => wrong) }, {}, `${deals}/bulk`);
    expect(reply.status).toBe(422);
    expect(reply.body.issues).toHaveLength(200);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('nesting ends at 64 levels', async () => {
    const nested = (levels: number) => `{"filter":${'{"!":['.repeat(levels)}true${']}'.repeat(levels)}}`;
    expect((await post(nested(40), {}, `${deals}/query`)).body.issues?.[0]?.code).toBe('too_deep');
    expect((await post(nested(200_000), {}, `${deals}/query`)).status).toBe(413);
    expect(
      (await post(`{"filter":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, {}, `${deals}/query`)).status,
    ).toBe(400);
  });

  test('other media types are refused by name', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'nonsense',
      '',
    ]) {
      const reply = await post('x', { 'content-type': type });
      expect([reply.status, reply.body.code]).toEqual([415, 'unsupported_media_type']);
    }
  });

  test('a body above the limit is refused before it is read', async () => {
    const reply = await post('x', { 'content-length': String(200 * 1024 * 1024) });
    expect([reply.status, reply.body.code]).toEqual([413, 'payload_too_large']);
    expect((await post(`{"values":{"title":"${'x'.repeat(1 << 20)}"}}`)).status).toBe(413);
  });
});

describe('addresses', () => {
  test.each([
    ['/api/v1/nothing', 404, 'not_found'],
    ['/api', 404, 'not_found'],
    [`/api/v1/w/${WORKSPACE}/records/crm/none`, 404, 'form_not_found'],
    [`/api/v1/w/${WORKSPACE}/records/Crm/DEAL`, 404, 'not_found'],
    [`${deals}/01900000-0000-7000-8000-000000000001`, 404, 'record_not_found'],
    [`${deals}/not-an-id`, 404, 'not_found'],
    [`${deals}/%00`, 404, 'not_found'],
    [`${deals}/%E0%A4%A`, 400, 'bad_request'],
    [`${deals}/${'x'.repeat(500)}`, 404, 'not_found'],
    [`${deals}?limit=many`, 400, 'bad_request'],
    [`${deals}?limit=0`, 400, 'bad_request'],
    [`${deals}?limit=1&limit=2`, 400, 'bad_request'],
    [`${deals}?unknown=1`, 400, 'bad_request'],
    [`${deals}?after=garbage`, 422, 'query_invalid'],
    [`/api/v1/w/${WORKSPACE}/definitions/form/crm/none`, 404, 'definition_not_found'],
    [`/api/v1/w/${WORKSPACE}/definitions/spell/crm/deal`, 404, 'not_found'],
  ])('GET %s → %i %s', async (url, status, code) => {
    const reply = await server.send({ url, token });
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(reply.body.requestId).toBe(reply.headers['x-request-id']);
  });

  test('a method that an address does not have is named', async () => {
    const reply = await server.send({ method: 'DELETE', url: deals, token });
    expect([reply.status, reply.body.code]).toEqual([405, 'method_not_allowed']);
    expect(String(reply.headers.allow).split(', ').sort()).toEqual(['GET', 'POST']);
    expect((await server.send({ method: 'PUT', url: '/api/v1/auth/login', body: {} })).status).toBe(405);
  });
});

test('every operation that is not public asks for a token first', async () => {
  const id = '01900000-0000-7000-8000-000000000001';
  for (const name of Object.keys(handlers)) {
    const operation = contract[name as keyof Contract];
    if (operation.access === 'public') continue;
    const url = operation.path
      .replace('{workspace}', WORKSPACE)
      .replace('{id}', id)
      .replaceAll(/\{(\w+)\}/g, 'crm');
    const reply = await server.send({ method: operation.method, url });
    expect([operation.id, reply.status]).toEqual([operation.id, 401]);
  }
});

test('members have a name, and no character that can not be stored', async () => {
  const create = (name: string, email?: string) =>
    server.send({
      method: 'POST',
      url: `/api/v1/w/${WORKSPACE}/members`,
      token,
      body: { name, ...(email ? { email } : {}), roles: [] },
    });
  for (const [reply, path, code] of [
    [await create('  '), ['name'], 'required'],
    [await create('a\u0000b'), ['name'], 'invalid_character'],
    [await create('a', 'a\u0000b@example.com'), ['email'], 'invalid_character'],
  ] as const) {
    expect(reply.status).toBe(422);
    expect(reply.body.issues).toMatchObject([
      { path, code, message: expect.stringMatching(/[\u4e00-\u9fff]/) },
    ]);
  }
});

test('unique values, deleted references, two saves at once', async () => {
  const name = '唯一';
  const customer = await server.call('createRecord', {
    token,
    params: CUSTOMERS,
    body: { values: { name } },
  });
  const twice = await server.refused('createRecord', {
    token,
    params: CUSTOMERS,
    body: { values: { name } },
  });
  expect([twice.status, twice.body.issues?.[0]]).toMatchObject([
    422,
    { path: ['values', 'name'], code: 'not_unique' },
  ]);
  await server.call('deleteRecord', { token, params: { ...CUSTOMERS, id: customer.id } });
  const values = { title: '无主', customer: customer.id };
  const dangling = await server.refused('createRecord', { token, params: DEALS, body: { values } });
  expect(dangling.body.issues).toMatchObject([{ path: ['values', 'customer'], code: 'reference_missing' }]);

  const deal = await server.call('createRecord', {
    token,
    params: DEALS,
    body: { values: { title: '同时' } },
  });
  const save = (amount: string) =>
    server.send({
      method: 'PATCH',
      url: `${deals}/${deal.id}`,
      token,
      body: { version: 1, set: { amount } },
    });
  const replies = await Promise.all([save('1'), save('2')]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'version_conflict',
    current: { version: 2 },
  });
});
