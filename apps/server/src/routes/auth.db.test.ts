import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, openTestServer, type TestServer, WORKSPACE } from '../testing/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const me = (bearer: string) =>
  server.send({ url: `/api/v1/w/${WORKSPACE}/me`, headers: { authorization: `Bearer ${bearer}` } });
const login = (body: object, ip = '10.1.1.1') => server.send({ url: '/api/v1/auth/login', body, ip });
const refresh = (cookie: string | undefined) =>
  server.send({ method: 'POST', url: '/api/v1/auth/refresh', cookie });

test('first run: once, even when two come together', async () => {
  expect(await server.call('status', {})).toMatchObject({ setupRequired: true });
  const body = { workspaceName: 'Test Co', name: '管理员', ...ADMIN, locale: 'zh' };
  const replies = await Promise.all([1, 2, 3].map(() => server.send({ url: '/api/v1/setup', body })));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'already_set_up' });
  expect(await server.call('status', {})).toMatchObject({ setupRequired: false });
  token = await server.logIn(ADMIN.email, ADMIN.password);
  expect(await server.call('me', { token, params: { workspace: WORKSPACE } })).toMatchObject({
    name: '管理员',
    admin: true,
    disabled: false,
  });
});

describe('login', () => {
  test('gives a token, the workspaces, and a cookie that scripts and other sites never see', async () => {
    const reply = await login({ email: ' Admin@Example.com ', password: ADMIN.password });
    expect(reply.body).toMatchObject({
      expiresIn: 900,
      account: { email: ADMIN.email, locale: 'zh' },
      workspaces: [{ key: WORKSPACE, name: 'Test Co', tz: 'Asia/Shanghai' }],
    });
    const header = String(reply.headers['set-cookie']);
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Strict');
    expect(header).toContain('Path=/api/v1/auth');
  });

  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const wrong = await login({ email: ADMIN.email, password: 'wrong' }, '10.1.1.2');
    const unknown = await login({ email: 'nobody@example.com', password: 'wrong' }, '10.1.1.2');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const { requestId: _, ...problem } = wrong.body;
    expect(unknown.body).toMatchObject(problem);
  });

  test('after ten failures one waits, but only from there and for that e-mail', async () => {
    const from = '10.9.9.9';
    for (let i = 0; i < 10; i++) {
      expect((await login({ email: 'victim@example.com', password: `guess ${i}` }, from)).status).toBe(401);
    }
    const blocked = await login({ email: 'victim@example.com', password: 'guess' }, from);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(200);
    expect(blocked.body).toMatchObject({ code: 'too_many_requests' });
    expect((await login({ ...ADMIN }, from)).status).toBe(200);
    expect((await login({ email: 'victim@example.com', password: 'x' }, '10.9.9.8')).status).toBe(401);
  });

  test('guesses that come all at once are counted before they are answered', async () => {
    const guesses = Array.from({ length: 16 }, (_, i) =>
      login({ email: 'victim@example.com', password: `guess ${i}` }, '10.9.9.7'),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
  });

  test('strange e-mails are just wrong', async () => {
    for (const email of ["' or 1=1 --", '\u0000', '<script>', '客户@例子', '']) {
      expect((await login({ email, password: 'x' }, '10.1.1.3')).status).toBe(401);
    }
  });
});

describe('refresh', () => {
  test('each token is used once and replaced', async () => {
    const first = (await login(ADMIN)).cookie;
    const second = await refresh(first);
    expect(second.status).toBe(200);
    expect(second.cookie).toBeDefined();
    expect(second.cookie).not.toBe(first);
    const third = await refresh(second.cookie);
    expect((await me(String(third.body.accessToken))).status).toBe(200);
  });

  test('two tabs may renew at the same moment', async () => {
    const { cookie } = await login(ADMIN);
    const replies = await Promise.all([refresh(cookie), refresh(cookie)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('a spent token that comes back ends the whole session, for the thief and the owner', async () => {
    const stolen = (await login(ADMIN)).cookie;
    const owner = await refresh(stolen);
    await server.database.pool.query(
      `update platform.refresh_token set used_at = now() - interval '1 minute' where used_at is not null`,
    );
    const thief = await refresh(stolen);
    expect([thief.status, thief.body.code]).toEqual([401, 'session_reused']);
    expect((await refresh(owner.cookie)).status).toBe(401);
    server.services.identities.clear();
    expect((await me(String(owner.body.accessToken))).status).toBe(401);
  });

  test('a token issued while its session was being ended is of no use', async () => {
    const first = await login(ADMIN);
    const second = await refresh(first.cookie);
    await server.database.pool.query(
      `update platform.refresh_token set revoked_at = now()
       where family_id = (select family_id from platform.refresh_token order by created_at desc, id desc limit 1)
         and used_at is not null`,
    );
    server.services.identities.clear();
    expect((await refresh(second.cookie)).status).toBe(401);
    expect((await me(String(second.body.accessToken))).status).toBe(401);
  });

  test('expired, unknown and absent ones are refused and the cookie is taken back', async () => {
    const { cookie } = await login(ADMIN);
    await server.database.pool.query(
      `update platform.refresh_token set expires_at = now() - interval '1 second'
       where id = (select id from platform.refresh_token order by created_at desc, id desc limit 1)`,
    );
    for (const value of [cookie, 'made up', undefined]) {
      const reply = await refresh(value);
      expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated']);
    }
    expect(String((await refresh('made up')).headers['set-cookie'])).toMatch(/trellis_refresh=;/);
  });

  test('logging out ends the session and its access token', async () => {
    const session = await login(ADMIN);
    const access = String(session.body.accessToken);
    expect((await me(access)).status).toBe(200);
    const out = await server.send({ method: 'POST', url: '/api/v1/auth/logout', cookie: session.cookie });
    expect([out.status, out.text]).toEqual([204, '']);
    expect((await me(access)).status).toBe(401);
    expect((await refresh(session.cookie)).status).toBe(401);
  });
});

describe('access tokens', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forge = (header: object, claims: object, secret: string) => {
    const text = `${encode(header)}.${encode(claims)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const claimsOf = (access: string) =>
    JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString());

  test('absent, forged, unsigned, altered and expired ones are told apart only as far as it helps', async () => {
    const claims = claimsOf(token);
    const hs256 = { alg: 'HS256', typ: 'JWT' };
    expect((await server.send({ url: `/api/v1/w/${WORKSPACE}/me` })).body.code).toBe('unauthenticated');
    const [header, , signature] = token.split('.');
    const wrong = [
      'nonsense',
      'a.b.c',
      forge(hs256, claims, 'another secret'),
      `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`,
      `${header}.${encode({ ...claims, sub: '01900000-0000-7000-8000-000000000009' })}.${signature}`,
      `${token}x`,
    ];
    for (const forged of wrong) {
      const reply = await me(forged);
      expect([reply.status, reply.body.code]).toEqual([401, 'token_invalid']);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
    }
    const old = forge(hs256, { ...claims, iat: 1, exp: 2 }, server.services.jwtSecret);
    expect((await me(old)).body.code).toBe('token_expired');
  });

  test('a workspace of others does not exist', async () => {
    for (const key of ['other', 'platform', '%00', "x'--", '..%2f']) {
      const reply = await server.send({ url: `/api/v1/w/${key}/me`, token });
      expect([reply.status, reply.body.code]).toEqual([404, 'workspace_not_found']);
    }
  });
});

test('the language follows Accept-Language, then the account, then Chinese', async () => {
  const title = async (headers: Record<string, string>, bearer?: string) =>
    (await server.send({ url: `/api/v1/w/none_such/me`, token: bearer, headers })).body.title ?? '';
  const zh = await title({ 'accept-language': 'zh-CN' }, token);
  const en = await title({ 'accept-language': 'en' }, token);
  expect(zh).toMatch(/[\u4e00-\u9fff]/);
  expect(en).toMatch(/^[\x20-\x7e]+$/);
  expect(await title({}, token)).toBe(zh);
  await server.call('setLocale', { token, body: { locale: 'en' } });
  expect(await title({}, token)).toBe(en);
  await server.call('setLocale', { token, body: { locale: 'zh' } });
});
