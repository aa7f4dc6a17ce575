import { normaliseRecord } from '@trellis/forms/model';
import type { Env } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Image, sameValue, systemOf } from '../write/image.ts';
import { type DerivedRows, deriveRows, rowsFollow } from './derive-rows.ts';
import {
  asks,
  canonical,
  followChange,
  followers,
  followNew,
  type Values,
  type WriteAction,
  withoutTheirs,
} from './follow.ts';

/**
 * Values of fields that nobody gave, as far as they follow from other records or change with what they read. A write
 * takes them as if they had stood there: nobody needs the right to write these fields.
 */
export interface DerivedValues {
  readonly values: Values;
  /** For fields that show nothing but are worked out all the same (`whenHidden: "recompute"`). */
  readonly hidden: Values;
  /** The same of the rows of sub-forms, by field. */
  readonly rows?: ReadonlyMap<string, DerivedRows>;
}
const NONE: Values = {};
const NOTHING_DERIVED: DerivedValues = { values: {}, hidden: {} };

/** What follows for a new record from what a client sent. Its expressions are worked out where it is prepared. */
export async function deriveNew(
  ctx: Ctx,
  access: Access,
  input: { readonly values: Readonly<Record<string, unknown>>; readonly owner?: string | null | undefined },
  env: Env,
): Promise<DerivedValues> {
  // Sample data is as its author wrote it.
  if (ctx.cause === 'template' || !concerned(access.form, asks)) return NOTHING_DERIVED;
  const action = ctx.cause === 'import' ? 'import' : 'create';
  const sent = canonical(access, action, input.values);
  const system = { _created_by: ctx.actor.id, _created_at: ctx.now, _owner_id: input.owner ?? ctx.actor.id };
  const { values, hidden, lists, working } = await followNew(ctx, access, sent, system, env);
  const record = { ...system, ...working };
  const change = { sent: rowsSent(access, input.values), lists, stored: {}, record, moved: NOBODY };
  return { values, hidden, rows: await deriveRows(ctx, access, action, change, env) };
}

/** What follows from a change: values that keep up with what they read, and fills of a reference that changed. */
export async function deriveChange(
  ctx: Ctx,
  access: Access,
  before: Image,
  input: Readonly<Record<string, unknown>>,
  env: Env,
): Promise<DerivedValues> {
  const back = ctx.puttingBack ?? NONE;
  if (!concerned(access.form, (form) => followers(form).length > 0 || asks(form)))
    return { values: back, hidden: back };
  // What is put back follows from nothing.
  const sent = { ...canonical(access, 'edit', input), ...back };
  const moved = new Set(Object.keys(sent).filter((key) => !sameValue(sent[key], before.values[key])));
  const system = systemOf(before);
  const followed = await followChange(ctx, access, { before: before.values, sent, moved }, system, env);
  const { values, hidden, lists, working } = followed;
  const change = {
    sent: rowsSent(access, input),
    lists,
    stored: before.values,
    record: { ...system, ...working },
    moved: new Set([...moved, ...Object.keys(values)]),
  };
  const rows = new Map(await deriveRows(ctx, access, 'edit', change, env));
  for (const key of Object.keys(back)) rows.delete(key);
  return { values: { ...values, ...back }, hidden: { ...hidden, ...back }, rows };
}

/** Whether anything follows in a form or in its rows. */
const concerned = (form: CatalogForm, test: (form: CatalogForm) => boolean): boolean =>
  test(form) || [...form.owned.values()].some((rows) => rowsFollow(rows));

/** The sub-forms that a client sent, with all columns that can be read. */
function rowsSent(access: Access, input: Readonly<Record<string, unknown>>): Values {
  const given = Object.entries(input).filter(([key]) => access.owned.has(key));
  return Object.fromEntries(
    given.flatMap(([key, value]) => {
      const read = normaliseRecord(access.form, { [key]: value });
      return read.ok ? [[key, read.value[key] ?? null]] : [];
    }),
  );
}

/**
 * What a client sent, without what was worked out for fields that are not the member's to write: a form sends what it
 * shows, and there the server's value counts.
 */
export const withoutDerived = <V>(
  access: Access,
  action: WriteAction,
  input: Readonly<Record<string, V>>,
  { values }: DerivedValues,
): Readonly<Record<string, V>> => withoutTheirs(access, action, input, values);

const NOBODY: ReadonlySet<string> = new Set();
