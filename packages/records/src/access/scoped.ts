import type { Checked, Frag } from '@trellis/logic';
import { join, lower, raw } from '@trellis/logic/sql';
import { type Action, SYSTEM_FIELDS } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { pastTable } from '../past/table.ts';
import { envOf } from './env.ts';
import { type Access, accessFor } from './policy.ts';
import { type Reading, reading, relation, rowFilter, sqlTargetOf, valueSql } from './target.ts';

declare const brand: unique symbol;

/**
 * A form's table as one member may use it under one action: the only thing that `select` takes as FROM, so that a
 * query without the policy can't be written.
 */
export interface Scoped {
  readonly [brand]: true;
  readonly ctx: Ctx;
  readonly access: Access;
  readonly from: Frag;
  /** The moment that its records are as of; undefined: now. */
  readonly asOf: string | undefined;
  /** Name of the FROM item. */
  readonly alias: string;
  /** Deleted or living, and the rows of the member's roles. */
  readonly where: Frag;
  /** Column of a visible field or a system field; throws for a field that does not exist for the member. */
  column(key: string): Frag;
  /** An expression of the member as SQL. It must have been checked against `access.scope`. */
  lower(expression: Checked): Frag;
  /** The value of such an expression, nulls exact. */
  value(expression: Checked): Frag;
  /** Column of the version and other system columns that are no fields. */
  system(column: '_version' | '_deleted_at' | '_search' | '_pinyin'): Frag;
  readonly reading: Reading;
}

/** Opens a form to a query. Errors: form_not_found, form_unavailable, forbidden. */
export function scoped(ctx: Ctx, ref: string, action: Action, options: ScopeOptions = {}): Scoped {
  return scopeIn(reading(ctx, envOf(ctx)), accessFor(ctx, ref, action), action, options);
}

export interface ScopeOptions {
  /** Deleted records instead of the living ones. */
  readonly deleted?: boolean;
  /** The records as they were at this moment: see `scopedAsOf`. */
  readonly asOf?: string;
}

/** A further form of the same statement, e.g. the titles behind a reference. */
export function scopeIn(
  state: Reading,
  access: Access,
  action: Action,
  { deleted = false, asOf }: ScopeOptions = {},
): Scoped {
  const alias = state.alias();
  const { form } = access;
  const target = sqlTargetOf(state, form, alias, 'member');
  const rows = rowFilter(state, access, action, alias);
  const scope: Omit<Scoped, typeof brand> = {
    ctx: state.ctx,
    access,
    reading: state,
    alias,
    asOf,
    from: asOf
      ? pastTable(state, access, action, alias, asOf)
      : raw(`${relation(state.ctx, form.table)} AS ${alias}`),
    where: join(
      [raw(`${alias}._deleted_at IS ${deleted ? 'NOT NULL' : 'NULL'}`), ...(asOf ? [] : rows)],
      ' AND ',
    ),
    column: (key) => {
      if (!Object.hasOwn(SYSTEM_FIELDS, key) && !access.visible.has(key)) {
        throw new Error(`${form.ref}.${key} is not visible`);
      }
      return valueSql(state, form, key, alias);
    },
    lower: (expression) => lower(expression, target, state.env),
    value: (expression) => lower(expression, target, state.env, 'value'),
    system: (column) => raw(`${alias}.${column}`),
  };
  return scope as Scoped;
}
