import {
  behaviourState,
  followingRows,
  judgeRecord,
  normaliseRecord,
  offerIssues,
  stepIssues,
  validateRecord,
  withFormulas,
} from '@trellis/forms/model';
import { type Env, type Row, references, type Value } from '@trellis/logic';
import { fail, type Issue, newId, ok, type Result } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { unknownRoles } from '../access/role-names.ts';
import { planOf } from '../compute/plan.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { DerivedValues } from '../linked/derive.ts';
import { prepareRows } from '../owned/prepare.ts';
import { momentsOf } from './courses.ts';
import { emptyValues, type Frame, type Image, sameValue, systemOf } from './image.ts';
import { initialValues } from './initial.ts';
import { fieldsWithPolicy, isPlain, settle } from './settle.ts';
import { validatorOf } from './validator.ts';
import { type PassedOver, passOver } from './warnings.ts';
import { bringsAll, lockedFields, unknownFields } from './writable.ts';

/** What a client sends for a new record. */
export interface NewRecord {
  readonly id?: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  /** Absent: the member; null: nobody. */
  readonly owner?: string | null | undefined;
  readonly createdAt?: string | undefined;
  /** What follows from other records for fields that were not sent. */
  readonly derived?: DerivedValues | undefined;
}

/**
 * A new record as it shall be stored: defaults, canonical values, rules, validation, in this order. Issue paths start
 * at the field. Generated values are still missing; references, uniqueness and rows are for the writing statement.
 */
export function prepareCreate(
  ctx: Ctx,
  access: Access,
  action: 'create' | 'import',
  input: NewRecord,
  env: Env,
): Result<Image> {
  const { form } = access;
  const sent = normalise(ctx, access, input.values);
  if (!sent.ok) return sent;
  const frame: Frame = {
    id: input.id ?? newId(),
    version: 1,
    createdAt: input.createdAt ?? ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: input.createdAt ?? ctx.now,
    updatedBy: ctx.actor.id,
    owner: input.owner === undefined ? ctx.actor.id : input.owner,
    department: null,
  };
  const given = new Set(Object.keys(sent.value));
  const initial = hasDefaults(access)
    ? initialValues(form, sent.value, input.derived?.values ?? {}, env)
    : input.derived
      ? { ...emptyValues(form), ...input.derived.values }
      : emptyValues(form);
  const system = systemOf(frame);
  const rows = { sent: sent.value, stored: initial, system, derived: input.derived?.rows };
  const owned = prepareRows(ctx, access, action, rows, env);
  const settled = settle(form, { ...initial, ...owned.values }, initial, given, system, env);
  const { values, state } = settled;
  const issues = [
    ...owned.issues,
    ...lockedFields(ctx, access, action, { after: values, before: initial }, given, system, env),
    ...validateRecord(form, values, state, validatorOf(form)(values)),
    // A record that comes with the day on which it was made is judged as of that day.
    ...judgeRecord(form, values, state, { ...env, now: frame.createdAt }),
    ...unknownRoles(ctx, form, values, given),
  ].filter((issue) => !isMissingElsewhere(access, action, issue));
  const brought = (key: string) => given.has(key) && bringsAll(ctx, action);
  const moments = momentsOf(form, emptyValues(form), values, frame.createdAt, brought);
  const { refused, passed } = passOver(ctx, issues);
  if (refused.length > 0) return fail(...refused);
  return ok({ ...frame, ...passedBy(passed), values: withMoments(form, values, moments, system, env) });
}

/** The values with the moments since when they stand; formulas may read these. */
function withMoments(
  form: CatalogForm,
  values: Readonly<Record<string, Value>>,
  moments: Readonly<Record<string, Value>>,
  system: Row,
  env: Env,
): Readonly<Record<string, Value>> {
  if (Object.keys(moments).length === 0) return values;
  return withFormulas(form, { ...values, ...moments }, system, env);
}

/** What a client sends to change a record. */
export interface RecordChange {
  readonly set: Readonly<Record<string, unknown>>;
  readonly owner?: string | null | undefined;
  /** What follows from the change for fields that were not sent. */
  readonly derived?: DerivedValues | undefined;
}

/** A changed record and the fields whose values differ from before. */
export interface Changed {
  readonly image: Image;
  readonly changed: ReadonlySet<string>;
  readonly ownerChanged: boolean;
}

/**
 * A record as it will be after a change. An update answers for what it touches: an old gap (a field that became
 * required later, a check that reads nothing changed) does not stop other fields from being edited.
 */
export function prepareUpdate(
  ctx: Ctx,
  access: Access,
  before: Image,
  input: RecordChange,
  env: Env,
): Result<Changed> {
  const { form } = access;
  const sent = normalise(ctx, access, input.set);
  if (!sent.ok) return sent;
  const given = new Set(Object.keys(sent.value));
  const owner = input.owner === undefined ? before.owner : input.owner;
  const frame: Frame = {
    ...before,
    version: before.version + 1,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    owner,
  };
  const system = systemOf(frame);
  // Rules and checks may ask what was before; new records have nothing before them.
  const around: Row = isPlain(form)
    ? system
    : { ...system, $before: { ...systemOf(before), ...before.values } };
  const change = {
    sent: sent.value,
    stored: before.values,
    system,
    around: input.derived?.values,
    derived: input.derived?.rows,
  };
  const owned = prepareRows(ctx, access, 'edit', change, env);
  const wanted = { ...before.values, ...input.derived?.values, ...owned.values };
  const settled = settle(form, wanted, before.values, given, around, env, input.derived?.hidden);
  const { state } = settled;
  const brought = (key: string) =>
    (given.has(key) && bringsAll(ctx, 'edit')) || Object.hasOwn(ctx.puttingBack ?? {}, key);
  const moments = momentsOf(form, before.values, settled.values, ctx.now, brought);
  const values = withMoments(form, settled.values, moments, system, env);
  const { stored, volatile } = planOf(ctx.catalog, form);
  const written = [
    ...given,
    ...Object.keys(moments),
    ...Object.keys(input.derived?.values ?? {}),
    ...(input.derived?.rows?.keys() ?? []),
    ...fieldsWithPolicy(form),
    ...stored,
    ...followingRows(form),
  ];
  const differs = (key: string) => !volatile.has(key) && !sameValue(values[key], before.values[key]);
  const changed = new Set(written.filter(differs));
  const locked = lockedFields(
    ctx,
    access,
    'edit',
    { after: values, before: before.values },
    given,
    around,
    env,
  );
  const touched: Record<string, Value> = {};
  for (const key of changed) touched[key] = values[key] ?? null;
  const found = validateRecord(form, values, state, validatorOf(form)(touched));
  const issues = [
    ...owned.issues,
    ...locked,
    ...(bringsAll(ctx, 'edit') ? [] : stepIssues(form, before.values, values)),
    ...(found.length > 0 ? blamed(access, found, before, changed, system, env) : []),
    ...judgeRecord(form, values, state, env, { values: before.values, changed }),
    ...unknownRoles(ctx, form, values, changed),
  ].filter((issue) => !isMissingElsewhere(access, 'edit', issue));
  const { refused, passed } = passOver(ctx, issues);
  if (refused.length > 0) return fail(...refused);
  const image = { ...frame, ...passedBy(passed), values };
  return ok({ image, changed, ownerChanged: owner !== before.owner });
}

/** Canonical values of what a client sent, with fields hidden from the member named as unknown ones. */
function normalise(
  ctx: Ctx,
  access: Access,
  input: Readonly<Record<string, unknown>>,
): Result<Readonly<Record<string, Value>>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail({ path: [], code: 'not_object' });
  }
  const generated = ctx.cause === 'import' || ctx.cause === 'template' ? 'keep' : 'refuse';
  // An earlier system may bring the numbers that it gave, but nothing is right that is not worked out here.
  const computed = Object.keys(input).filter((key) => access.visible.get(key)?.type.computed);
  if (computed.length > 0) return fail(...computed.map((key) => ({ path: [key], code: 'generated_field' })));
  const unknown = unknownFields(access, input);
  if (unknown.length === 0) return normaliseRecord(access.form, input, { generated });
  const known = Object.entries(input).filter(([key]) => access.visible.has(key));
  const sent = normaliseRecord(access.form, Object.fromEntries(known), { generated });
  return fail(...unknown, ...(sent.ok ? [] : sent.issues));
}

const passedBy = (passed: readonly PassedOver[]) => (passed.length > 0 ? { passed } : {});
const isCheck = (code: string): boolean => code === 'check_failed' || code === 'check_warning';

/** The issues that the change brought about or could have mended. */
function blamed(
  access: Access,
  found: readonly Issue[],
  before: Image,
  changed: ReadonlySet<string>,
  system: Row,
  env: Env,
): Issue[] {
  const { form } = access;
  const data = { ...system, ...before.values, $before: { ...system, ...before.values } };
  const old = behaviourState(form, data, env);
  const odd = offerIssues(form, before.values, old);
  const stoodThere = (key: string) => odd.some(({ path }) => path[0] === key);
  return found.filter(({ code, path, params }) => {
    const key = String(path[0] ?? '');
    // Rows are judged together, and with the record only for its own checks.
    if (form.owned.has(key) && (path.length > 1 || !isCheck(code))) return changed.has(key);
    if (code === 'required') return changed.has(key) || !old.required.has(key) || before.values[key] !== null;
    if (code === 'option_not_offered') return changed.has(key) || !stoodThere(key);
    if (!isCheck(code)) return true;
    const failedBefore = old.failed.find((check) => check.key === params?.check);
    return !failedBefore || references(failedBefore.when.checked).some((name) => changed.has(name));
  });
}

/** A required value that the member can't give because the field, or column, is not theirs to write. */
function isMissingElsewhere(
  access: Access,
  action: 'create' | 'edit' | 'import',
  { code, path: [key, row, column] }: Issue,
): boolean {
  if (code !== 'required') return false;
  const inRow = row === undefined ? undefined : access.owned.get(String(key));
  return inRow
    ? !inRow.writable[action].has(String(column))
    : !access.writable[action].has(String(key ?? ''));
}

const withDefaults = new WeakMap<Access, boolean>();
function hasDefaults(access: Access): boolean {
  let known = withDefaults.get(access);
  if (known === undefined) {
    known = [...access.form.fields.values()].some(({ meta }) => meta.default !== undefined);
    withDefaults.set(access, known);
  }
  return known;
}
