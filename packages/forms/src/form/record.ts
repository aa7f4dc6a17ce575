import type { Env, Row, Value } from '@trellis/logic';
import { type Issue, ok, type Result } from '@trellis/metadata';
import { checkValue } from '../schema/check-value.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import { offerIssues } from './guide.ts';
import { ownedFields } from './owned.ts';
import { bareValues, normaliseRows, rowSetIssues, rowsOf } from './rows.ts';
import type { BehaviourState } from './state.ts';

/** Canonical values by field key; null is empty. */
export type Values = { readonly [fieldKey: string]: Value };

/** Every field of the form, all empty. */
export function emptyRecord(form: CompiledForm): Values {
  return Object.fromEntries([...form.fields.keys()].map((key) => [key, null]));
}

/** The value of a literal default; undefined where the field has none, or where it is none of its values. */
export function literalDefault({ meta, type, config }: CompiledField): Value | undefined {
  if (meta.default?.kind !== 'value') return undefined;
  const read = type.normalise(meta.default.value, config);
  return read.ok ? read.value : undefined;
}

/**
 * The values that a new record starts with: literals first, then expressions over them and over what is given, over
 * `$member`, `$today`, `$now`. What comes from other records is not among them (../linkage).
 * @param around what expressions see besides: for a row, the record that it belongs to
 * @param given values that stand already; their defaults do not count
 */
export function defaults(form: CompiledForm, env: Env, around: Row = {}, given: Values = {}): Values {
  const values: { [fieldKey: string]: Value } = {};
  for (const field of form.fields.values()) values[field.key] = literalDefault(field) ?? null;
  Object.assign(values, given);
  for (const { field, value } of form.behaviour.defaults) {
    if (!Object.hasOwn(given, field)) values[field] = value({ ...around, ...values }, env);
  }
  return values;
}

/**
 * Canonical values of what a client sent: only the keys it gave. Names unknown and generated fields and values of
 * the wrong kind, each at its key. Bounds, lengths and options are judged by `validateRecord`.
 * @param generated `keep` lets imports and templates bring the numbers that an earlier system gave; `drop` leaves out
 * what is generated, as in rows, which clients send back whole.
 */
export function normaliseRecord(
  form: CompiledForm,
  input: unknown,
  { generated = 'refuse' }: { generated?: 'refuse' | 'keep' | 'drop' } = {},
): Result<Values> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, issues: [{ path: [], code: 'not_object' }] };
  }
  const inRows = { generated: generated === 'keep' ? ('keep' as const) : ('drop' as const) };
  const issues: Issue[] = [];
  const values: { [fieldKey: string]: Value } = {};
  for (const key of Object.keys(input)) {
    const field = form.fields.get(key);
    if (!field) {
      issues.push({ path: [key], code: 'unknown_field', params: { name: key.slice(0, 100) } });
      continue;
    }
    if (field.type.generated && generated === 'drop') continue;
    if (field.type.generated && generated === 'refuse') {
      issues.push({ path: [key], code: 'generated_field' });
      continue;
    }
    const given = (input as Values)[key];
    const value = field.owned
      ? normaliseRows(field.owned, given, (rows, row) => normaliseRecord(rows, row, inRows))
      : field.type.normalise(given, field.config);
    if (value.ok) values[key] = value.value;
    else for (const issue of value.issues) issues.push({ ...issue, path: [key, ...issue.path] });
  }
  return issues.length > 0 ? { ok: false, issues } : ok(values);
}

/** Issues of canonical values against the schemas of their fields; the browser's counterpart of the server's ajv. */
export function valueIssues(form: CompiledForm, values: Values): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [key, value] of Object.entries(bareValues(form, values))) {
    const field = form.fields.get(key);
    if (!field || value === null) continue;
    for (const issue of checkValue(field.valueSchema, value)) {
      issues.push({ ...issue, path: [key, ...issue.path] });
    }
  }
  return issues;
}

/**
 * Everything wrong with a whole record: missing required values, values against their schemas, failed checks.
 * @param state of these very values.
 * @param ofValues verdict on the single values; the server passes that of its compiled validator.
 */
export function validateRecord(
  form: CompiledForm,
  values: Values,
  state: BehaviourState,
  ofValues: readonly Issue[] = valueIssues(form, values),
): readonly Issue[] {
  // Own properties only: a field may be called `constructor`.
  const missing = [...state.required].filter((key) => !Object.hasOwn(values, key) || values[key] === null);
  return [
    ...missing.map((key): Issue => ({ path: [key], code: 'required' })),
    ...ofValues,
    ...offerIssues(form, values, state),
    ...rowIssues(form, values, state),
    ...state.failed.map(
      ({ key, message, field, level }): Issue => ({
        path: field === undefined ? [] : [field],
        code: level === 'warning' ? 'check_warning' : 'check_failed',
        params: { check: key, zh: message.zh, en: message.en || message.zh },
      }),
    ),
  ];
}

/** What is wrong with the rows of the shown sub-forms, beside their single values. */
function rowIssues(form: CompiledForm, values: Values, state: BehaviourState): readonly Issue[] {
  return ownedFields(form).flatMap(({ key, rows }) => {
    const field = form.fields.get(key);
    if (!field || !state.visible.has(key)) return [];
    const list = rowsOf(values[key]);
    const distinct = field.type.distinct?.(field.config) ?? [];
    const { minItems = 0 } = field.valueSchema;
    const inRows = list.flatMap((row, index) => {
      const ofRow = state.rows?.get(key)?.[index];
      const issues = ofRow ? validateRecord(rows, row, ofRow, []) : [];
      return issues.map((issue) => ({ ...issue, path: [index, ...issue.path] }));
    });
    return [...rowSetIssues(list, { minItems, distinct }), ...inRows].map((issue) => ({
      ...issue,
      path: [key, ...issue.path],
    }));
  });
}
