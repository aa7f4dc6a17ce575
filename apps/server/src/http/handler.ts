import type {
  Access,
  BodyOf,
  Contract,
  Locale,
  Operation,
  ParamsOf,
  QueryOf,
  ReplyOf,
} from '@trellis/metadata';
import type { Ctx } from '@trellis/records/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../auth/identity.ts';
import type { Services } from '../services.ts';
import type { Token } from './access.ts';

/** What a handler gets: input checked against the operation's schemas, and who calls as far as its access demands. */
export interface Call<O extends Operation> {
  readonly services: Services;
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly locale: Locale;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly account: O['access'] extends 'public' ? undefined : Account;
  readonly claims: O['access'] extends 'public' ? undefined : Token;
  /** The caller in their workspace, for the engines. */
  readonly ctx: O['access'] extends 'member' | 'admin' ? Ctx : undefined;
}

/** An operation that answers with a file or a stream sends it itself and returns the reply. */
type Answer<O extends Operation> = O extends { produces: string } ? FastifyReply : ReplyOf<O>;

type Handler<O extends Operation> = (call: Call<O>) => Promise<Answer<O>> | Answer<O>;

/** Handlers of some operations of the contract, by id. */
export type Handlers<Id extends keyof Contract> = { readonly [K in Id]: Handler<Contract[K]> };

/** An operation and its handler, where their exact types no longer matter. */
export interface Route {
  readonly operation: Operation & { readonly access: Access };
  readonly handler: Handler<Operation>;
}
