import { AppError } from '@trellis/metadata';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeOf } from '../auth/identity.ts';
import { passwordFits } from '../auth/password.ts';
import {
  type Client,
  closeFamily,
  type Family,
  openFamily,
  REFRESH_SECONDS,
  rotate,
} from '../auth/refresh.ts';
import { ACCESS_SECONDS } from '../http/access.ts';
import type { Handlers } from '../http/handler.ts';
import type { Services } from '../services.ts';
import { setUp, setupRequired } from '../setup.ts';

const COOKIE = 'trellis_refresh';
const COOKIE_PATH = '/api/v1/auth';

export const authHandlers: Handlers<'status' | 'setup' | 'login' | 'refresh' | 'logout' | 'setLocale'> = {
  status: async ({ services }) => ({
    version: services.version,
    setupRequired: await setupRequired(services.pool),
  }),

  setup: async ({ services, body, request, reply }) => {
    const { accountId } = await setUp(services.pool, body);
    return startSession(services, await openFamily(services.pool, accountId, clientOf(request)), reply);
  },

  login: async ({ services, body, request, reply }) => {
    const { pool, logins } = services;
    const email = body.email.trim().toLowerCase();
    const keys = [
      { limiter: logins.account, key: `${request.ip} ${email}` },
      { limiter: logins.address, key: request.ip },
    ];
    const wait = Math.max(...keys.map(({ limiter, key }) => limiter.wait(key)));
    if (wait > 0) throw new AppError('too_many_requests', { params: { retryAfter: wait } });
    for (const { limiter, key } of keys) limiter.attempt(key);
    // Text with NUL is refused by the database; no address has it.
    const { rows } = await pool.query<{ id: string; password_hash: string | null; usable: boolean }>(
      `select id, password_hash, disabled_at is null as usable from platform.account where lower(email) = $1`,
      [email.replaceAll('\u0000', '')],
    );
    const account = rows[0];
    const fits = await passwordFits(account?.password_hash, body.password);
    if (!account?.usable || !fits) throw new AppError('login_failed');
    logins.account.clear(`${request.ip} ${email}`);
    logins.address.takeBack(request.ip);
    return startSession(services, await openFamily(pool, account.id, clientOf(request)), reply);
  },

  refresh: async ({ services, request, reply }) => {
    const token = request.cookies[COOKIE];
    if (!token) throw new AppError('unauthenticated');
    try {
      return await startSession(services, await rotate(services.pool, token, clientOf(request)), reply);
    } catch (error) {
      // The cookie is of no more use.
      if (error instanceof AppError) reply.clearCookie(COOKIE, { path: COOKIE_PATH });
      throw error;
    }
  },

  logout: async ({ services, request, reply }) => {
    const token = request.cookies[COOKIE];
    if (token) await closeFamily(services.pool, token);
    services.identities.clear();
    reply.clearCookie(COOKIE, { path: COOKIE_PATH });
    return undefined;
  },

  setLocale: async ({ services, account, body }) => {
    await services.pool.query('update platform.account set locale = $2 where id = $1', [
      account.id,
      body.locale,
    ]);
    services.identities.clear();
    return undefined;
  },
};

/** Answers with an access token and puts the refresh token into a cookie that scripts can't read. */
async function startSession(services: Services, family: Family, reply: FastifyReply) {
  const { pool, config } = services;
  const accounts = await pool.query<{ id: string; name: string; email: string; locale: string }>(
    'select id, name, email, locale from platform.account where id = $1 and disabled_at is null',
    [family.accountId],
  );
  const account = accounts.rows[0];
  if (!account) throw new AppError('unauthenticated');
  const workspaces = await pool.query<{ key: string; name: string; tz: string }>(
    `select w.key, w.name, w.tz from platform.workspace w join platform.membership m on m.workspace_id = w.id
     where m.account_id = $1 order by w.created_at, w.key`,
    [account.id],
  );
  reply.setCookie(COOKIE, family.token, {
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    maxAge: REFRESH_SECONDS,
  });
  return {
    accessToken: reply.server.jwt.sign({ sub: account.id, fam: family.id }),
    expiresIn: ACCESS_SECONDS,
    account: { ...account, locale: localeOf(account.locale) },
    workspaces: workspaces.rows,
  };
}

const clientOf = (request: FastifyRequest): Client => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'],
});
