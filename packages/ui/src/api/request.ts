import type { BodyOf, Contract, ParamsOf, QueryOf, ReplyOf } from '@trellis/metadata';
import { contract } from '@trellis/metadata';

export type OperationId = keyof Contract;
export type Reply<Id extends OperationId> = ReplyOf<Contract[Id]>;
export type Body<Id extends OperationId> = BodyOf<Contract[Id]>;

type Part<Name extends string, Value> = [keyof Value] extends [never]
  ? unknown
  : { readonly [K in Name]: Value };
type QueryPart<Value> = [keyof Value] extends [never]
  ? unknown
  : Partial<Value> extends Value
    ? { readonly query?: Value }
    : { readonly query: Value };
type BodyPart<Value> = [Value] extends [undefined] ? unknown : { readonly body: Value };

/** What a call needs: path parameters, query and body as the contract says, and a signal to give up. */
export type Input<Id extends OperationId> = Part<'params', ParamsOf<Contract[Id]>> &
  QueryPart<QueryOf<Contract[Id]>> &
  BodyPart<Body<Id>> &
  Manner;

/** How a call is made. */
interface Manner {
  readonly signal?: AbortSignal;
  /** It arrives though the page is being closed. */
  readonly keepalive?: boolean;
}

/** Arguments after the id; none where nothing is required. */
export type Args<Id extends OperationId> =
  Record<never, never> extends Omit<Input<Id>, keyof Manner> ? [input?: Input<Id>] : [input: Input<Id>];

/** An input whose operation is not known statically. */
export interface AnyInput extends Manner {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Path and query of a call, every part escaped. A missing parameter is a bug and throws. */
export function urlOf(id: OperationId, input: AnyInput): string {
  const path = contract[id].path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined) throw new Error(`${id}: path parameter ${name} is missing`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
