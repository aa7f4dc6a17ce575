import type { Expr, Json } from '@trellis/logic';
import type { Sort } from '../view/types.ts';

/**
 * Where a value comes from that nobody gave.
 * - value: a literal in the field's own value form
 * - expr: an expression over the record, `$member`, `$today`, `$now`
 * - through: the value at the end of a path through references of the record ("account.industry")
 * - linked: from the records of another form that meet a condition
 * - param: a parameter of the page's address; only a form on screen has one
 * - last: what the member gave in the newest record that they made
 * - system: what the installation knows of the place and the screen
 * - api: a part of what an address answers
 */
export type FieldDefault =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'expr'; readonly expr: Expr; readonly recompute?: Recompute }
  | { readonly kind: 'through'; readonly path: string; readonly recompute?: Recompute }
  | LinkedDefault
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'last' }
  | { readonly kind: 'system'; readonly what: SystemFact }
  | ApiDefault;

/** Names and keys of the place, and the screen that a record comes from; without a screen the last four are nothing. */
export const SYSTEM_FACTS = [
  'workspace',
  'app',
  'app_key',
  'form',
  'form_key',
  'view',
  'view_key',
  'device',
  'browser',
] as const;
export type SystemFact = (typeof SYSTEM_FACTS)[number];

/** A value out of the answer of an address, which the server asks and no browser. */
export interface ApiDefault {
  readonly kind: 'api';
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** In the query of a GET, as members of a JSON object otherwise. */
  readonly params?: readonly ApiParam[];
  /** Names of headers whose values are kept apart from the document, encrypted. */
  readonly headers?: readonly string[];
  /** JSON Pointer into the answer; "" = all of it. */
  readonly path: string;
  /** Visitors of the public form may cause it to be asked. */
  readonly public?: boolean;
  readonly recompute?: Recompute;
}
/** A parameter with the text of a field of the record, or with a fixed one. */
export type ApiParam =
  | { readonly name: string; readonly field: string }
  | { readonly name: string; readonly text: string };

/**
 * When a value follows what it is made from. "first" (default): while the record is new, until a person gives another.
 * "change": whenever something that it reads changes, over what stands there, in records that exist too.
 */
export type Recompute = 'first' | 'change';

/** A value from the records of another form. */
export interface LinkedDefault extends LinkedCondition {
  readonly kind: 'linked';
  /** "account", or "app:form" of another app. */
  readonly form: string;
  /** The value of the first or last of them (by `sort`), or over all of them. */
  readonly take: LinkedTake;
  /** Field of that form, or a path through its references; not for "count". */
  readonly path?: string;
  /** Default: oldest first. */
  readonly sort?: readonly Sort[];
  readonly recompute?: Recompute;
}
export const LINKED_TAKES = ['first', 'last', 'count', 'sum', 'avg', 'min', 'max'] as const;
export type LinkedTake = (typeof LINKED_TAKES)[number];

/** A condition on records of another form that may name the record at hand as `$record.field`. */
export type LinkedCondition = {
  readonly where?: Expr;
  /**
   * When a `$record` value in the condition is empty. "ignore": that part of the condition is left out. "none": nothing
   * meets the condition. "match": records whose field is empty too meet it.
   */
  readonly empty?: EmptyPolicy;
};
export const EMPTY_POLICIES = ['ignore', 'none', 'match'] as const;
export type EmptyPolicy = (typeof EMPTY_POLICIES)[number];
