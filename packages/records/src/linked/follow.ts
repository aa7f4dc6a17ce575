import { type Derived, defaults, derivedOf, normaliseRecord, type RowValue } from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { sameValue } from '../write/image.ts';
import type { Known } from './record-values.ts';
import { derive } from './sources.ts';

export type Values = Readonly<Record<string, Value>>;
export type WriteAction = 'create' | 'edit' | 'import';

/** What follows for a record, or a row: see `DerivedValues`. */
export interface Followed {
  readonly values: Values;
  readonly hidden: Values;
  /** Sub-forms that were filled in as a whole: rows with an id and the columns that they were given. */
  readonly lists: ReadonlyMap<string, readonly RowValue[]>;
  /** The record with all of this in it. */
  readonly working: Values;
}

const asked = new WeakMap<CatalogForm, boolean>();
/** Whether new records, or rows, of a form ask other records for anything. */
export function asks(form: CatalogForm): boolean {
  let known = asked.get(form);
  if (known === undefined) {
    known = derivedOf(form).some(({ source }) => source.kind !== 'expr' && source.kind !== 'param');
    asked.set(form, known);
  }
  return known;
}

/**
 * What follows for a new record, or row, from what a client sent of it. Its expressions are worked out where it is
 * prepared.
 * @param around what it sees besides: system fields; for a row, the record that it belongs to
 */
export async function followNew(
  ctx: Ctx,
  access: Access,
  sent: Values,
  around: Row,
  env: Env,
  known?: Known,
): Promise<Followed> {
  const { form } = access;
  let working: Values = defaults(form, env, around, sent);
  const values: Record<string, Value> = {};
  const lists = new Map<string, readonly RowValue[]>();
  for (const derived of derivedOf(form)) {
    const { field, by, source, when } = derived;
    if (Object.hasOwn(sent, field) || !mayDerive(access, derived)) continue;
    if (by !== undefined && when === 'empty' && !isEmpty(working[field])) continue;
    if (source.kind === 'last' && ctx.cause === 'import') continue;
    const data = { ...around, ...working };
    const value =
      source.kind === 'expr' ? source.value(data, env) : await derive(ctx, access, data, derived, known);
    // A fill that finds nothing leaves the default.
    if (by !== undefined && value === null) continue;
    if (source.kind === 'rows') lists.set(field, value as readonly RowValue[]);
    else if (source.kind !== 'expr') values[field] = value;
    working = { ...working, [field]: value };
  }
  return { values, hidden: NONE, lists, working };
}

/**
 * What follows from a change: values that keep up with what they read, and fills of a reference that changed.
 * @param moved what changed already: fields, and of a row also fields of its record ("_parent_id.account")
 */
export async function followChange(
  ctx: Ctx,
  access: Access,
  change: { readonly before: Values; readonly sent: Values; readonly moved: ReadonlySet<string> },
  around: Row,
  env: Env,
  known?: Known,
): Promise<Followed> {
  const { before, sent } = change;
  const moved = new Set(change.moved);
  let working: Values = { ...before, ...sent };
  const values: Record<string, Value> = {};
  const hidden: Record<string, Value> = {};
  const lists = new Map<string, readonly RowValue[]>();
  for (const derived of followers(access.form)) {
    const { field, by, reads, source, when } = derived;
    if (Object.hasOwn(sent, field) || !mayDerive(access, derived)) continue;
    const follows = reads.some((key) => moved.has(key)) && when !== 'first';
    const unseen = by === undefined && access.form.fields.get(field)?.meta.whenHidden === 'recompute';
    if ((!follows && !unseen) || (follows && when === 'empty' && !isEmpty(working[field]))) continue;
    const data = { ...around, ...working };
    const value =
      source.kind === 'expr' ? source.value(data, env) : await derive(ctx, access, data, derived, known);
    if (unseen) hidden[field] = value;
    if (!follows || sameValue(value, working[field])) continue;
    if (source.kind === 'rows') lists.set(field, (value ?? []) as readonly RowValue[]);
    else values[field] = value;
    moved.add(field);
    working = { ...working, [field]: value };
  }
  return { values, hidden, lists, working };
}

const following = new WeakMap<CatalogForm, readonly Derived[]>();
/** What may follow in records, or rows, that are there already. */
export function followers(form: CatalogForm): readonly Derived[] {
  let all = following.get(form);
  if (!all) {
    all = derivedOf(form).filter(
      ({ field, by, when }) =>
        by !== undefined || when === 'change' || form.fields.get(field)?.meta.whenHidden === 'recompute',
    );
    following.set(form, all);
  }
  return all;
}

/** Whether what the member says of a field counts. */
const isTheirs = ({ form, writable }: Access, action: WriteAction, key: string): boolean =>
  writable[action].has(key) && form.fields.get(key)?.meta.readonly !== true;

/** What a client sent, as far as it can be read and is theirs to say; the rest is refused where it is prepared. */
export function canonical(
  access: Access,
  action: WriteAction,
  input: Readonly<Record<string, unknown>>,
): Values {
  const { form, visible } = access;
  const values: Record<string, Value> = {};
  for (const [key, value] of Object.entries(input)) {
    if (!visible.has(key) || !isTheirs(access, action, key)) continue;
    const read = normaliseRecord(form, { [key]: value }, { generated: 'keep' });
    values[key] = (read.ok ? read.value[key] : null) ?? null;
  }
  return values;
}

/**
 * What a client sent, without what was worked out for fields that are not the member's to write: a form sends what it
 * shows, and there the server's value counts.
 */
export function withoutTheirs<V>(
  access: Access,
  action: WriteAction,
  input: Readonly<Record<string, V>>,
  values: Values,
): Readonly<Record<string, V>> {
  const drop = Object.keys(values).filter((key) => Object.hasOwn(input, key));
  if (drop.length === 0) return input;
  const kept = Object.entries(input).filter(([key]) => !drop.includes(key) || isTheirs(access, action, key));
  return Object.fromEntries(kept);
}

const mayDerive = ({ form, owned }: Access, { field, source }: Derived): boolean =>
  source.kind !== 'param' &&
  form.fields.get(field)?.type.generated !== true &&
  (source.kind !== 'rows' || owned.has(field));

const NONE: Values = {};

const isEmpty = (value: Value | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
