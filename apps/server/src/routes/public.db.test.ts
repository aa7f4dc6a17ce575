import { createHash } from 'node:crypto';
import {
  type BodyOf,
  type Contract,
  contract,
  type FormDocument,
  newId,
  type PublicSettings,
} from '@trellis/metadata';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publish } from '../testing/crm.ts';
import { openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';
import { allWorkspaces } from '../workspaces.ts';

const label = (zh: string) => ({ zh, en: zh });
const field = (type: string, config: object = {}, meta: object = {}) => ({
  title: type,
  trellis: { type, label: label(type), config, ...meta },
});
const options = (...keys: string[]) => ({ options: keys.map((key) => ({ key, label: label(key) })) });

const LEAD = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  title: '线索',
  properties: {
    name: field('text', { maxLength: 50 }),
    phone: field('phone', { country: '+86', mask: { preset: 'phone' } }),
    needs: field('multi_select', options('erp', 'mes', 'other')),
    other: field('text', { maxLength: 50 }, { visible: { has_any: [{ var: 'needs' }, ['other']] } }),
    budget: field('money', { currency: 'CNY', decimals: 2, min: '0' }),
    files: field('file', { maxCount: 3, maxSize: 1, kinds: ['image'] }),
    source: field('select', options('web', 'fair', 'ads'), { default: { kind: 'param', name: 'from' } }),
    campaign: field('text', { maxLength: 50 }, { hideOnCreate: true }),
    grade: field('select', options('a', 'b'), { readonly: true, default: { kind: 'value', value: 'b' } }),
    boss: field('reference', { form: 'lead' }),
    remembered: field('text', {}, { hideOnCreate: true, default: { kind: 'last' } }),
    rate: field(
      'text',
      {},
      { default: { kind: 'api', method: 'GET', url: 'https://example.com', path: '' } },
    ),
    lines: field('subform', {
      form: {
        properties: {
          item: field('text', { maxLength: 50 }),
          boss: field('reference', { form: 'lead' }),
        },
        required: ['item'],
      },
    }),
  },
  required: ['name'],
  additionalProperties: false,
  trellis: {
    vocabulary: 1,
    label: label('线索'),
    titleField: 'name',
    layout: [],
    checks: [
      {
        key: 'odd',
        level: 'warning',
        when: { '==': [{ var: 'budget' }, 7] },
        message: label('预算是 7？'),
        field: 'budget',
      },
    ],
  },
};

const PLACE = { workspace: WORKSPACE, app: 'crm', form: 'lead' };
const VISITOR = 'visitor-of-the-test-1';
let server: TestServer;
let admin: string;
let token: string;

beforeAll(async () => {
  server = await openTestServer();
  admin = await server.setUp();
  const document = { vocabulary: 1, label: label('测试'), menu: [] };
  await server.call('createApp', {
    token: admin,
    params: { workspace: WORKSPACE },
    body: { key: 'crm', document },
  });
  await publish(server, admin, 'form', 'lead', LEAD);
});
afterAll(() => server.close());
beforeEach(() => offer());

/** Offers the form with these settings, under a new link, so that nothing is counted from the test before. */
async function offer(settings: Partial<PublicSettings> = {}, password: string | null = null): Promise<void> {
  const body = { settings: { enabled: true, ...settings }, password };
  await server.call('savePublicForm', { token: admin, params: PLACE, body });
  token = (await server.call('renewPublicLink', { token: admin, params: PLACE })).token;
}

const at = () => ({ workspace: WORKSPACE, token });
const open = (params: Record<string, string> = {}, pass?: string) =>
  server.call('openPublicForm', { params: at(), body: { params, ...(pass ? { pass } : {}) } });
type Body = BodyOf<Contract['submitPublicForm']>;
async function submit(
  values: Record<string, unknown>,
  more: Partial<Body> = {},
  ip = '192.0.2.1',
  headers: Record<string, string> = {},
) {
  const body: Body = { id: newId(), visitor: VISITOR, values, ...more };
  const url = contract.submitPublicForm.path.replace('{workspace}', WORKSPACE).replace('{token}', token);
  const reply = await server.send({ url, body, ip, headers });
  return { ...reply, id: body.id };
}
const read = (id: string) => server.call('getRecord', { token: admin, params: { ...PLACE, id } });
const count = async () => {
  const all = await server.call('queryRecords', { token: admin, params: PLACE, body: { total: 'exact' } });
  return all.total?.value;
};

test('visitors go on past a warning; the history says so without a reason', async () => {
  const { status, id } = await submit({ name: '甲', budget: '7' });
  expect(status).toBe(201);
  const { changes } = await server.call('recordHistory', { token: admin, params: { ...PLACE, id } });
  expect(changes.map(({ accepted }) => accepted)).toEqual([
    [{ check: 'odd', message: label('预算是 7？'), reason: null }],
  ]);
});

test('what visitors see is what they fill in, and nothing else of the form', async () => {
  const { form, state, title } = await open();
  expect([state, title.zh]).toEqual(['open', '线索']);
  const { properties } = (form ?? expect.fail()).document as typeof LEAD;
  expect(Object.keys(properties)).toEqual([
    'name',
    'phone',
    'needs',
    'other',
    'budget',
    'files',
    'source',
    'rate',
    'lines',
  ]);
  expect(Object.keys((properties.lines.trellis.config as { form: FormDocument }).form.properties)).toEqual([
    'item',
  ]);
  expect(JSON.stringify(form)).not.toMatch(/boss|grade|remembered|campaign|"param"/);
  expect(form?.visible).not.toContain('other');
  expect(form?.required).toEqual(['name']);
});

test('a submission is a record like any other: rules, defaults, history, no owner', async () => {
  const { id, status, body } = await submit({
    name: ' 王磊 ',
    phone: '138 0013 8000',
    needs: ['mes'],
    // Hidden by its rule: not taken.
    other: '?',
    lines: [{ item: '伺服' }],
  });
  expect([status, body]).toEqual([201, { again: true }]);
  const { values, meta } = await read(id);
  expect(values).toMatchObject({ name: '王磊', phone: '+8613800138000', other: null, grade: 'b' });
  expect(values.lines).toMatchObject([{ item: '伺服' }]);
  expect(meta.owner).toBeNull();
  const { changes, refs } = await server.call('recordHistory', { token: admin, params: { ...PLACE, id } });
  expect([changes[0]?.cause, refs[changes[0]?.actor ?? '']?.title]).toEqual(['public', '公开表单']);
});

test('mistakes come back at their fields, and fields that are not offered do not exist', async () => {
  const before = await count();
  const wrong = await submit({ phone: '12', budget: '-1' });
  expect(wrong.status).toBe(422);
  expect(wrong.body.issues?.map(({ path, code }) => [path.join('.'), code])).toEqual([
    ['values.phone', 'invalid_phone'],
  ]);
  const late = await submit({ budget: '-1' });
  expect(late.body.issues?.map(({ path, code }) => [path.join('.'), code])).toEqual(
    expect.arrayContaining([
      ['values.name', 'required'],
      ['values.budget', 'too_small'],
    ]),
  );
  for (const hidden of ['grade', 'boss', 'campaign', 'remembered', '_owner_id', 'constructor']) {
    const { status, body } = await submit({ name: 'x', [hidden]: 'a' });
    expect([status, body.issues?.[0]?.code], hidden).toEqual([422, 'unknown_field']);
  }
  const row = await submit({ name: 'x', lines: [{ item: 'a', boss: newId() }] });
  expect(row.status).toBe(422);
  expect(await count()).toBe(before);
});

test('the address fills in and is captured, offered or not', async () => {
  await offer({ capture: [{ param: 'utm_campaign', field: 'campaign' }] });
  const { form } = await open({ phone: '13800138000', from: 'fair', budget: 'much', campaign: 'spring' });
  expect(form?.values).toMatchObject({ phone: '+8613800138000', source: 'fair', budget: null });
  const { id } = await submit({ name: '王磊' }, { params: { utm_campaign: '春季', from: 'ads' } });
  // What is shown, the visitor decides; what is not, the address does.
  expect((await read(id)).values).toMatchObject({ campaign: '春季', source: null });
});

test('nothing of the visitor before reaches the next one', async () => {
  const first = await submit({ name: '甲' });
  await server.call('updateRecord', {
    token: admin,
    params: { ...PLACE, id: first.id },
    body: { set: { remembered: '秘密' } },
  });
  const { id } = await submit({ name: '乙' });
  expect((await read(id)).values.remembered).toBeNull();
});

test('turned off, replaced, early, late and full', async () => {
  const day = 86_400_000;
  await offer({ opensAt: new Date(Date.now() + day).toISOString() });
  expect(await open()).toMatchObject({ state: 'early' });
  expect((await open()).form).toBeUndefined();
  expect((await submit({ name: 'x' })).body.code).toBe('public_form_closed');
  await offer({ closesAt: new Date(Date.now() - day).toISOString() });
  expect(await open()).toMatchObject({ state: 'closed' });
  expect((await submit({ name: 'x' })).status).toBe(409);
  const { submissions } = await server.call('getPublicForm', { token: admin, params: PLACE });
  await offer({ limit: submissions + 2 });
  // Two places, five who want one at once.
  const tries = await Promise.all(['1', '2', '3', '4', '5'].map((name) => submit({ name })));
  expect(tries.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409]);
  expect((await open()).state).toBe('full');
  // Who asks again because the answer was lost is told that it is there.
  const taken = tries.find(({ status }) => status === 201);
  expect((await submit({ name: '1' }, { id: taken?.id ?? '' })).status).toBe(201);
  const old = token;
  await offer({ enabled: false });
  expect((await server.refused('openPublicForm', { params: at(), body: {} })).status).toBe(404);
  const gone = { params: { workspace: WORKSPACE, token: old }, body: {} };
  expect((await server.refused('openPublicForm', gone)).body.code).toBe('public_form_not_found');
});

test('once per visitor, once per value', async () => {
  await offer({ once: 'day', onceField: 'phone' });
  const visitor = `visitor-${newId()}`;
  const wrong = await submit({ name: '' }, { visitor });
  expect(wrong.status).toBe(422);
  expect((await submit({ name: '甲', phone: '13900139001' }, { visitor })).status).toBe(201);
  expect((await submit({ name: '甲' }, { visitor })).body.code).toBe('submitted_already');
  const other = { visitor: `visitor-${newId()}` };
  expect((await submit({ name: '乙', phone: '139 0013 9001' }, other)).body.code).toBe('submitted_already');
  expect((await submit({ name: '乙', phone: '13900139002' }, other)).status).toBe(201);
});

test('a password opens the form, and guessing is slow', async () => {
  await offer({}, 'orchid');
  const locked = await open();
  expect([locked.state, locked.form, locked.title.zh]).toEqual(['password', undefined, '线索']);
  expect((await submit({ name: 'x' })).body.code).toBe('password_needed');
  const unlock = (password: string) => ({ params: at(), body: { password } });
  const { pass } = await server.call('unlockPublicForm', unlock('orchid'));
  expect((await open({}, pass)).state).toBe('open');
  expect((await submit({ name: 'x' }, { pass })).status).toBe(201);
  expect((await submit({ name: 'x' }, { pass: pass.replace(/^./, '9') })).status).toBe(403);
  for (let n = 0; n < 10; n++)
    expect((await server.refused('unlockPublicForm', unlock('tulip'))).status).toBe(403);
  const stopped = await server.refused('unlockPublicForm', unlock('orchid'));
  expect([stopped.status, Number(stopped.headers['retry-after']) > 0]).toEqual([429, true]);
  const { rows } = await server.database.pool.query<{ schema: string }>(
    'select schema_name as schema from platform.workspace',
  );
  const stored = await server.database.pool.query<{ password_hash: string }>(
    `select password_hash from "${rows[0]?.schema}".public_form`,
  );
  expect(stored.rows[0]?.password_hash).toMatch(/^\$argon2id/);
});

test('a puzzle of ours, solved, lets one submission in', async () => {
  await offer({ captcha: true });
  expect((await submit({ name: 'x' })).body.code).toBe('proof_failed');
  const { challenge, bits } = await server.call('challengePublicForm', { params: at() });
  const fits = (answer: number) =>
    Math.clz32(createHash('sha256').update(`${challenge}.${answer}`).digest().readUInt32BE()) >= bits;
  let answer = 0;
  while (!fits(answer)) answer++;
  const wrong = { proof: { challenge, answer: answer + 1 } };
  if (!fits(answer + 1)) expect((await submit({ name: 'x' }, wrong)).status).toBe(403);
  expect((await submit({ name: 'x' }, { proof: { challenge, answer } })).status).toBe(201);
  expect((await submit({ name: 'x' }, { proof: { challenge, answer } })).status).toBe(403);
});

const PICTURE = await sharp({ create: { width: 4, height: 3, channels: 3, background: '#fff' } })
  .png()
  .toBuffer();
async function upload(content: Buffer, query: Record<string, string> = {}) {
  const boundary = 'b0undary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
  const url = contract.uploadPublicFile.path.replace('{workspace}', WORKSPACE).replace('{token}', token);
  const reply = await server.app.inject({
    method: 'POST',
    url: `${url}?${new URLSearchParams({ visitor: VISITOR, field: 'files', ...query })}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: reply.statusCode, body: reply.json() };
}

test('files of a visitor are taken by their own submission alone', async () => {
  const { status, body } = await upload(PICTURE);
  expect([status, body.mime]).toEqual([200, 'image/png']);
  const files = [{ id: body.id, name: 'a.png', size: 1, mime: 'text/html' }];
  const thief = await submit({ name: 'x', files }, { visitor: `visitor-${newId()}` });
  expect([thief.status, thief.body.issues?.[0]?.code]).toEqual([422, 'file_gone']);
  // A refused submission leaves the file for the next try.
  expect((await submit({ name: '', files })).status).toBe(422);
  const { id, status: taken } = await submit({ name: 'x', files });
  expect(taken).toBe(201);
  expect((await read(id)).values.files).toMatchObject([{ id: body.id, mime: 'image/png' }]);
  const { links } = await server.call('fileLinks', {
    token: admin,
    params: { workspace: WORKSPACE },
    body: { ids: [body.id] },
  });
  expect(links[body.id]).toBeDefined();
  expect((await submit({ name: 'y', files })).status).toBe(422);
  expect((await upload(PICTURE, { field: 'name' })).status).toBe(404);
  expect((await upload(Buffer.alloc(1_200_000))).status).toBe(413);
  const page = await upload(Buffer.from('<script>alert(1)</script>'));
  const disguised = await submit({
    name: 'x',
    files: [{ id: page.body.id, name: 'a.png', size: 1, mime: '' }],
  });
  expect(disguised.status).toBe(422);
  // What nobody submits goes after a day, like any other file.
  const workspaces = await allWorkspaces(server.services.pool);
  const table = `"${workspaces[0]?.schema}".file`;
  await server.services.pool.query(`update ${table} set created_at = now() - interval '25 hours'`);
  await server.services.files.sweep(workspaces);
  const { rows } = await server.services.pool.query<{ id: string }>(`select id from ${table}`);
  expect(rows).toEqual([{ id: body.id }]);
});

test('a query finds exact values alone', async () => {
  await offer({ query: { by: ['phone', 'name'], shows: ['name', 'needs', 'phone'] } });
  expect((await open()).query?.map((one) => one.field)).toEqual(['phone', 'name']);
  await submit({ name: '查询', phone: '13700137000', needs: ['erp', 'mes'] });
  const ask = (values: Record<string, string>) =>
    server.call('queryPublicForm', { params: at(), body: { values } });
  expect(await ask({ phone: '137 0013 7000', name: '查询' })).toEqual({
    columns: ['name', 'needs', 'phone'].map((key, index) => ({
      field: key,
      label: label(['text', 'multi_select', 'phone'][index] ?? ''),
    })),
    // Masked as on the screens of staff, with no way to look behind it.
    rows: [['查询', 'erp、mes', '137******7000']],
  });
  expect((await ask({ phone: '13700137000', name: '查' })).rows).toEqual([]);
  expect((await ask({ phone: '%', name: '查询' })).rows).toEqual([]);
  const half = { params: at(), body: { values: { phone: '13700137000' } } };
  expect((await server.refused('queryPublicForm', half)).status).toBe(422);
  for (let n = 0; n < 6; n++) await ask({ phone: '13700137001', name: 'x' });
  expect((await server.refused('queryPublicForm', half)).status).toBe(429);
  await offer();
  expect((await server.refused('queryPublicForm', { ...half, params: at() })).status).toBe(404);
});

test('one address may not send without end; many visitors at once lose nothing', async () => {
  const before = (await count()) ?? 0;
  const one = await Promise.all(
    Array.from({ length: 35 }, (_, n) => submit({ name: `n${n}` }, {}, '192.0.2.9')),
  );
  const late = one.filter(({ status }) => status === 429);
  expect(late).toHaveLength(5);
  expect(Number(late[0]?.headers['retry-after'])).toBeGreaterThan(0);
  // Who is not told to stand behind a proxy believes no stranger's word for where they are.
  const disguised = await submit({ name: 'x' }, {}, '192.0.2.9', { 'x-forwarded-for': '203.0.113.5' });
  expect(disguised.status).toBe(429);
  const many = await Promise.all(
    Array.from({ length: 200 }, (_, n) => submit({ name: `m${n}` }, {}, `198.51.100.${n}`)),
  );
  const stored = many.filter(({ status }) => status === 201);
  expect(stored).toHaveLength(200);
  expect(await count()).toBe(before + 30 + stored.length);
});

test('the page says what it is without scripts, may stand in frames, and tells no lies', async () => {
  await offer({ title: { zh: '<b>预约</b> & 咨询' } });
  const page = await server.send({ url: `/p/${WORKSPACE}/${token}`, headers: { 'accept-language': 'zh' } });
  // The pages are not built where only this test runs.
  if (page.status === 200) {
    expect(page.text).toContain('<title>&#60;b&#62;预约');
    expect(page.text).not.toContain('<b>预约');
    expect(page.text).toContain('<noscript>');
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(page.headers['x-frame-options']).toBeUndefined();
  }
  const app = await server.send({ url: '/' });
  expect(app.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  const unknown = await server.send({ url: `/p/${WORKSPACE}/${'x'.repeat(24)}` });
  expect(unknown.status).toBe(404);
});

test('the cover is a picture of its own, and gone with the offer', async () => {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const cover = () => server.send({ url: `/p/${WORKSPACE}/${token}/cover` });
  await offer({ cover: `data:image/png;base64,${pixel}` });
  const shown = await cover();
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
  await offer({});
  expect((await cover()).status).toBe(404);
});

test('an administrator is told what will not go as they may expect', async () => {
  const warnings = async (settings: Partial<PublicSettings>) => {
    await offer(settings);
    const offered = await server.call('getPublicForm', { token: admin, params: PLACE });
    return offered.warnings.map(({ path, code }) => [path.join('.'), code]);
  };
  const notAsked = ['rate', 'public_not_asked'];
  expect(await warnings({})).toEqual([notAsked]);
  // Who does not see a field is not asked for it: the record comes without its name.
  expect(await warnings({ fields: ['phone'] })).toEqual([['name', 'public_required'], notAsked]);
  const nameless = await submit({ phone: '13800138000' });
  expect((await read(nameless.id)).values.name).toBeNull();
  const capture = [{ param: 'who', field: 'name' }];
  expect(await warnings({ fields: ['phone'], capture })).toEqual([notAsked]);
  const { id } = await submit({}, { params: { who: '王磊' } });
  expect((await read(id)).values.name).toBe('王磊');
});

test('settings name fields that exist and go where they may', async () => {
  const bad = async (settings: Partial<PublicSettings>) => {
    const body = { settings: { enabled: true, ...settings } };
    const { status, body: problem } = await server.refused('savePublicForm', {
      token: admin,
      params: PLACE,
      body,
    });
    return [status, problem.issues?.[0]?.path.join('.')];
  };
  expect(await bad({ fields: ['name', 'boss'] })).toEqual([422, 'settings.fields.1']);
  expect(await bad({ query: { by: ['needs'], shows: ['name'] } })).toEqual([422, 'settings.query.by.0']);
  expect(await bad({ query: { by: ['name'], shows: ['files'] } })).toEqual([422, 'settings.query.shows.0']);
  expect(await bad({ capture: [{ param: 'utm_source', field: 'nope' }] })).toEqual([
    422,
    'settings.capture.0.field',
  ]);
  expect((await bad({ redirect: 'javascript:alert(1)' }))[0]).toBe(422);
  expect((await bad({ redirect: 'http://example.com' }))[0]).toBe(422);
});
