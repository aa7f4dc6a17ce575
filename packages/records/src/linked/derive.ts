import { type Derived, defaults, derivedOf, normaliseRecord } from '@trellis/forms/model';
import type { Env, Value } from '@trellis/logic';
import type { Access } from '../access/policy.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Image, sameValue, systemOf } from '../write/image.ts';
import { derive } from './sources.ts';

type Values = Readonly<Record<string, Value>>;
const NONE: Values = {};

/**
 * Values of fields that nobody gave, as far as they follow from other records or change with what they read. A write
 * takes them as if they had stood there: nobody needs the right to write these fields.
 */
export interface DerivedValues {
  readonly values: Values;
  /** For fields that show nothing but are worked out all the same (`whenHidden: "recompute"`). */
  readonly hidden: Values;
}
const NOTHING_DERIVED: DerivedValues = { values: NONE, hidden: NONE };

const asked = new WeakMap<CatalogForm, boolean>();
/** Whether new records of a form ask other records for anything. */
function asks(form: CatalogForm): boolean {
  let known = asked.get(form);
  if (known === undefined) {
    known = derivedOf(form).some(({ source }) => source.kind !== 'expr' && source.kind !== 'param');
    asked.set(form, known);
  }
  return known;
}

/** What follows for a new record from what a client sent. Its expressions are worked out where it is prepared. */
export async function deriveNew(
  ctx: Ctx,
  access: Access,
  input: { readonly values: Readonly<Record<string, unknown>>; readonly owner?: string | null | undefined },
  env: Env,
): Promise<DerivedValues> {
  const { form } = access;
  // Sample data is as its author wrote it.
  if (!asks(form) || ctx.cause === 'template') return NOTHING_DERIVED;
  const sent = canonical(access, actionOf(ctx), input.values);
  let working: Values = defaults(form, env, {}, sent);
  const values: Record<string, Value> = {};
  const system = { _created_by: ctx.actor.id, _created_at: ctx.now, _owner_id: input.owner ?? ctx.actor.id };
  for (const derived of derivedOf(form)) {
    const { field, by, source, when } = derived;
    if (Object.hasOwn(sent, field) || !mayDerive(access, derived)) continue;
    if (by !== undefined && when === 'empty' && !isEmpty(working[field])) continue;
    if (source.kind === 'last' && ctx.cause === 'import') continue;
    const data = { ...system, ...working };
    const value = source.kind === 'expr' ? source.value(data, env) : await derive(ctx, access, data, derived);
    // A fill that finds nothing leaves the default.
    if (by !== undefined && value === null) continue;
    if (source.kind !== 'expr') values[field] = value;
    working = { ...working, [field]: value };
  }
  return { values, hidden: NONE };
}

/** What follows from a change: values that keep up with what they read, and fills of a reference that changed. */
export async function deriveChange(
  ctx: Ctx,
  access: Access,
  before: Image,
  input: Readonly<Record<string, unknown>>,
  env: Env,
): Promise<DerivedValues> {
  const { form } = access;
  const all = derivedOf(form).filter(
    ({ field, by, when }) =>
      by !== undefined || when === 'change' || form.fields.get(field)?.meta.whenHidden === 'recompute',
  );
  if (all.length === 0) return NOTHING_DERIVED;
  const sent = canonical(access, 'edit', input);
  const moved = new Set(Object.keys(sent).filter((key) => !sameValue(sent[key], before.values[key])));
  let working: Values = { ...before.values, ...sent };
  const values: Record<string, Value> = {};
  const hidden: Record<string, Value> = {};
  const system = systemOf(before);
  for (const derived of all) {
    const { field, by, reads, source, when } = derived;
    if (Object.hasOwn(sent, field) || !mayDerive(access, derived)) continue;
    const follows = reads.some((key) => moved.has(key)) && when !== 'first';
    const unseen = by === undefined && form.fields.get(field)?.meta.whenHidden === 'recompute';
    if ((!follows && !unseen) || (follows && when === 'empty' && !isEmpty(working[field]))) continue;
    const data = { ...system, ...working };
    const value = source.kind === 'expr' ? source.value(data, env) : await derive(ctx, access, data, derived);
    if (unseen) hidden[field] = value;
    if (!follows || sameValue(value, working[field])) continue;
    values[field] = value;
    moved.add(field);
    working = { ...working, [field]: value };
  }
  return { values, hidden };
}

const actionOf = (ctx: Ctx) => (ctx.cause === 'import' ? 'import' : 'create');

/** Whether what the member says of a field counts. */
const isTheirs = ({ form, writable }: Access, action: 'create' | 'edit' | 'import', key: string): boolean =>
  writable[action].has(key) && form.fields.get(key)?.meta.readonly !== true;

/**
 * What a client sent, without what was worked out for fields that are not the member's to write: a form sends what it
 * shows, and there the server's value counts.
 */
export function withoutDerived<V>(
  access: Access,
  action: 'create' | 'edit' | 'import',
  input: Readonly<Record<string, V>>,
  { values }: DerivedValues,
): Readonly<Record<string, V>> {
  const drop = Object.keys(values).filter((key) => Object.hasOwn(input, key));
  if (drop.length === 0) return input;
  const kept = Object.entries(input).filter(([key]) => !drop.includes(key) || isTheirs(access, action, key));
  return Object.fromEntries(kept);
}

/** What a client sent, as far as it can be read; the rest is refused where the record is prepared. */
function canonical(
  access: Access,
  action: 'create' | 'edit' | 'import',
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

const mayDerive = ({ form }: Access, { field, source }: Derived): boolean =>
  source.kind !== 'param' && form.fields.get(field)?.type.generated !== true;

const isEmpty = (value: Value | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
