import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiDefault, type FieldDefault, issueMessage } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  linkedValues,
  listApiSecrets,
  openOuterCalls,
  publishBundle,
  saveApiSecrets,
  tryApi,
  updateRecord,
  visibleCatalog,
} from '../server.ts';
import { as, member, role } from '../testing/people.ts';

const FORM = 'crm:lead';
const PLACE = { form: FORM, field: 'company' };
const KEY = 'a-very-secret-key';
const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0';

let at: TestWorkspace;
let ctx: Ctx;
let port = 0;
const asked: string[] = [];
/** Answers the company of a credit code to whoever has the key. */
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  const code = new URL(request.url ?? '', 'http://x').searchParams.get('code');
  if (request.headers['x-api-key'] !== KEY) response.writeHead(401).end();
  else if (code === '404') response.writeHead(404).end();
  else response.end(JSON.stringify({ data: { list: [{ name: `公司${code}`, capital: 12.5 }] } }));
});

const source = (more: Partial<ApiDefault> = {}): ApiDefault => ({
  kind: 'api',
  method: 'GET',
  url: `http://127.0.0.1:${port}/company`,
  params: [{ name: 'code', field: 'code' }],
  headers: ['X-Api-Key'],
  path: '/data/list/0/name',
  recompute: 'change',
  ...more,
});
const DEVICES = {
  options: [
    { key: 'pc', label: { zh: '电脑' } },
    { key: 'phone', label: { zh: '手机' } },
  ],
};
const lead = (more: Record<string, FieldDefault> = {}, company: FieldDefault = source()) => ({
  title: field('text'),
  code: field('text'),
  company: field('text', {}, { default: company }),
  capital: field('number', {}, { default: source({ path: '/data/list/0/capital' }), readonly: true }),
  place: field('text', {}, { default: { kind: 'system', what: 'form' } }),
  device: field('select', DEVICES, {
    default: { kind: 'system', what: 'device' },
  }),
  browser: field('text', {}, { default: { kind: 'system', what: 'browser' }, readonly: true }),
  ...Object.fromEntries(
    Object.entries(more).map(([key, given]) => [key, field('text', {}, { default: given })]),
  ),
});
const publish = async (fields = lead()) => {
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle(
      { lead: form(fields) },
      { roles: { seller: role({ lead: { actions: ['view', 'create', 'edit'] } }) } },
    ),
  );
  ctx = { ...(await at.ctx()), outer: openOuterCalls({ allowed: ['127.0.0.1'] }) };
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { code?: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
  );

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  at = await openTestWorkspace(18);
  await publish();
});
afterAll(async () => {
  await at.close();
  server.closeAllConnections();
  server.close();
});

describe('a value from an address', () => {
  test('needs its secret, which nobody can read again', async () => {
    const want = [{ field: 'company' }];
    const before = await linkedValues(ctx, FORM, { values: { code: '1', company: '手填' }, want });
    // What was typed stays.
    expect(before).toMatchObject({
      values: { company: '手填' },
      failed: { company: { code: 'api_secret' } },
    });
    for (const name of ['company', 'capital'])
      await saveApiSecrets(ctx, `${FORM}`, name, { 'X-Api-Key': KEY });
    expect(await listApiSecrets(ctx, FORM, 'company')).toEqual(['x-api-key']);
    const { rows } = await at.pool.query(`select t::text from ${at.schema}.api_secret t`);
    expect(JSON.stringify(rows)).not.toContain(KEY);
    const found = await linkedValues(ctx, FORM, { values: { code: '1' }, want });
    expect(found).toEqual({ values: { company: '公司1' }, refs: {} });
    expect(await code(saveApiSecrets(ctx, FORM, 'company', { 'X-Api-Key': 'a\r\nHost: b' }))).toBe(
      'invalid_character',
    );
  });

  test('a save works it out where nobody gave it, and follows a change', async () => {
    const made = await createRecord(ctx, FORM, { values: { title: 'a', code: '7' } });
    expect(made.values).toMatchObject({ company: '公司7', capital: '12.5' });
    const other = await updateRecord(ctx, FORM, made.id, { set: { code: '8' } });
    expect(other.values.company).toBe('公司8');
    const own = await updateRecord(ctx, FORM, made.id, { set: { code: '9', company: '自己填的' } });
    expect(own.values.company).toBe('自己填的');
    // An address that fails takes nothing away and stops nobody.
    const failed = await updateRecord(ctx, FORM, made.id, { set: { code: '404' } });
    expect(failed.values).toMatchObject({ code: '404', company: '自己填的' });
    expect(
      (await createRecord(ctx, FORM, { values: { title: 'b', code: '404' } })).values.company,
    ).toBeNull();
    expect((await createRecord(ctx, FORM, { values: { title: 'c' } })).values.company).toBeNull();
  });

  test('imports and strangers ask nothing unless that was thought of', async () => {
    asked.length = 0;
    await bulkCreate({ ...ctx, cause: 'import' }, FORM, [{ values: { title: 'i', code: '100' } }]);
    const stranger = { ...ctx, cause: 'public' as const };
    await createRecord(stranger, FORM, { values: { title: 'p', code: '101' } });
    expect(asked).toEqual([]);
    await publish(lead({}, source({ public: true })));
    const made = await createRecord({ ...ctx, cause: 'public' }, FORM, {
      values: { title: 'p', code: '102' },
    });
    expect(made.values.company).toBe('公司102');
  });

  test('its problems have words, its address is no business of browsers', async () => {
    const answer = await linkedValues(ctx, FORM, { values: { code: '404' }, want: [{ field: 'company' }] });
    const { code: why = '', params } = answer.failed?.company ?? {};
    expect(issueMessage({ path: [], code: why, ...(params ? { params } : {}) }, 'zh')).toContain('404');
    const seller = as(ctx, await member(at, '01900000-0000-7000-8000-0000000000e1', '张三', 'seller'));
    const told = JSON.stringify(visibleCatalog(seller));
    expect(told).toContain('"kind":"api"');
    for (const secret of ['/company', 'X-Api-Key', KEY]) expect(told).not.toContain(secret);
    expect(await code(listApiSecrets(seller, FORM, 'company'))).toBe('forbidden');
  });

  test('can be tried before anything is published', async () => {
    const { kind: _, path: __, ...address } = source();
    const values = { code: '5' };
    expect(await tryApi(ctx, PLACE, address, { values, headers: {} })).toEqual({
      answer: { data: { list: [{ name: '公司5', capital: 12.5 }] } },
    });
    const wrong = await tryApi(ctx, PLACE, address, { values, headers: { 'X-Api-Key': 'wrong' } });
    expect(wrong).toEqual({ problem: expect.stringContaining('401') });
    const inside = { ...address, url: 'http://10.0.0.1/' };
    expect(await tryApi(ctx, PLACE, inside, { values, headers: {} })).toEqual({
      problem: expect.stringContaining('不允许'),
    });
  });

  test.each([
    ['no address', source({ url: 'ftp://example.com' }), 'bad_api_url'],
    ['a password in it', source({ url: 'http://a:b@example.com' }), 'bad_api_url'],
    ['a header of the request', source({ headers: ['Host'] }), 'bad_api_header'],
    ['an unknown field', source({ params: [{ name: 'a', field: 'gone' }] }), 'unknown_field'],
    ['itself', source({ params: [{ name: 'a', field: 'company' }] }), 'ok'],
  ])('%s', async (_, given, issue) => {
    expect(await code(publish(lead({}, given)))).toBe(issue);
  });
});

describe('facts of the place and the screen', () => {
  test('of a browser all of them, of a program those of the place', async () => {
    await publish(
      lead({ app: { kind: 'system', what: 'app_key' }, name: { kind: 'system', what: 'workspace' } }),
    );
    const screen = { agent: AGENT };
    const seen = await createRecord({ ...ctx, screen }, FORM, { values: { title: 'a' } });
    expect(seen.values).toMatchObject({
      place: '表单',
      device: 'phone',
      browser: '微信',
      app: 'crm',
      name: '测试企业',
    });
    const sent = await createRecord(ctx, FORM, { values: { title: 'a', place: '别处' } });
    expect(sent.values).toMatchObject({ place: '别处', device: null, browser: null });
    const changed = await updateRecord({ ...ctx, screen }, FORM, sent.id, { set: { title: 'b' } });
    expect(changed.values.device).toBeNull();
  });

  test('go into texts and options alone', async () => {
    const fields = { ...lead(), n: field('number', {}, { default: { kind: 'system', what: 'form' } }) };
    expect(await code(publish(fields))).toBe('system_for_text');
  });
});
