import type { Static, TSchema } from 'typebox';
import type { LocalText } from '../kernel/text.ts';

/** Who may call: anybody; anybody with a valid session; a member of the workspace; an administrator of it. */
export type Access = 'public' | 'account' | 'member' | 'admin';

/**
 * One HTTP operation: the single source of its route, its typed client call and its OpenAPI entry.
 * `path` uses `{name}` placeholders; all of them are strings described by `params`.
 */
export interface Operation<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  readonly summary: LocalText;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** JSON answer; absent for an empty one (204) or for `produces`. */
  readonly reply?: Reply;
  /** Media type of an answer that is not JSON (a file, an event stream). */
  readonly produces?: string;
  /** Media type of a request that is not JSON (a multipart upload). */
  readonly consumes?: string;
  /** Largest request body in bytes; default 1 MiB. */
  readonly bodyLimit?: number;
}

export type ParamsOf<O> = O extends { params: infer S extends TSchema } ? Static<S> : Record<never, never>;
export type QueryOf<O> = O extends { query: infer S extends TSchema } ? Static<S> : Record<never, never>;
export type BodyOf<O> = O extends { body: infer S extends TSchema } ? Static<S> : undefined;
export type ReplyOf<O> = O extends { reply: infer S extends TSchema } ? Static<S> : undefined;

/** Keeps the literal types of an operation's schemas. */
export const operation = <const O extends Operation>(o: O): O => o;
