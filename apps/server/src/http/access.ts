import jwt from '@fastify/jwt';
import { type Access, AppError } from '@trellis/metadata';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account, Claims, Membership } from '../auth/identity.ts';
import type { Services } from '../services.ts';

/** Seconds that an access token is valid. */
export const ACCESS_SECONDS = 15 * 60;

/** Who calls, as far as the operation's access demands to know. */
interface Caller {
  readonly account: Account;
  readonly claims: Claims;
  readonly membership?: Membership;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}
declare module '@fastify/jwt' {
  interface FastifyJWT {
    payload: Claims;
    user: Claims & { readonly exp: number };
  }
}

/** Tokens: HS256 alone, so that a token can't choose its own check. */
export async function useAccess(app: FastifyInstance, services: Services): Promise<void> {
  app.decorateRequest('caller', null);
  await app.register(jwt, {
    secret: services.jwtSecret,
    sign: { algorithm: 'HS256', expiresIn: ACCESS_SECONDS },
    verify: { algorithms: ['HS256'], cache: 1_000 },
  });
}

/** The one place that decides whether an operation may be called; runs before the body is read. */
export function guard(access: Access, services: Services) {
  return async (request: FastifyRequest): Promise<void> => {
    if (access === 'public') return;
    const claims = await verified(request);
    const account = await services.identities.account(claims);
    // Known from here on: a refusal below already speaks the account's language.
    request.caller = { account, claims };
    if (access === 'account') return;
    const { workspace } = request.params as { workspace: string };
    const membership = await services.identities.membership(claims, workspace);
    if (access === 'admin' && !membership.actor.admin) throw new AppError('forbidden');
    request.caller = { account, claims, membership };
  };
}

async function verified(request: FastifyRequest): Promise<Claims> {
  if (!request.headers.authorization) throw new AppError('unauthenticated');
  try {
    return await request.jwtVerify<Claims>();
  } catch (error) {
    const expired = (error as { code?: unknown }).code === 'FST_JWT_AUTHORIZATION_TOKEN_EXPIRED';
    throw new AppError(expired ? 'token_expired' : 'token_invalid', { cause: error });
  }
}
