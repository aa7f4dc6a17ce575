import {
  behaviourState,
  type CompiledField,
  type CompiledForm,
  type RowValue,
  rowsOf,
} from '@trellis/forms/model';
import type { Env, Value } from '@trellis/logic';
import { type Issue, newId } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { dataOf, type Image } from '../write/image.ts';

/** Whose value a field gets: that of a record, or what all of them hold. */
type From = string;
type Choice = Readonly<Record<string, From>>;
type Values = Readonly<Record<string, Value>>;

/** Whether the values of a field are made or worked out: they stay the own ones of a record. */
export const followsOthers = ({ type }: CompiledField): boolean =>
  type.generated === true || type.computed !== undefined;

/**
 * Fields whose value in a merged record the member may choose: those that they could change in each of the records, now
 * that these are as they are.
 */
export function choosable(
  { form, visible, writable }: Access,
  records: readonly Image[],
  env: Env,
): readonly CompiledField[] {
  const locked = records.map((image) => {
    const data = dataOf(image);
    return behaviourState(form, { ...data, $before: data }, env).readonly;
  });
  return [...form.fields.values()].filter(
    (field) =>
      visible.has(field.key) &&
      writable.edit.has(field.key) &&
      field.meta.readonly !== true &&
      !followsOthers(field) &&
      !locked.some((keys) => keys.has(field.key)),
  );
}

/** Whether a field can hold what several records hold. */
export const takesAll = ({ many, owned }: Pick<CompiledField, 'many' | 'owned'>): boolean =>
  many === true || owned !== undefined;

/** What is wrong with a choice, at ["choose", field]. */
export function choiceIssues(access: Access, records: readonly Image[], choose: Choice, env: Env): Issue[] {
  const ids = new Set(records.map(({ id }) => id));
  const may = new Map(choosable(access, records, env).map((field) => [field.key, field]));
  return Object.entries(choose).flatMap(([key, from]): Issue[] => {
    const at = (code: string) => [{ path: ['choose', key], code }];
    if (key !== '_owner_id' && !access.visible.has(key)) return at('unknown_field');
    const field = may.get(key);
    if (key !== '_owner_id' && !field) return at('readonly_field');
    if (from === 'all') return field && takesAll(field) ? [] : at('merge_one_value');
    return ids.has(from) ? [] : at('merge_not_among');
  });
}

/** What the merged record has in its fields, and whose it is where it is not only the survivor's. */
export interface Merged {
  readonly values: Values;
  /** Fields that got something from other records without anybody choosing it. */
  readonly filled: ReadonlySet<string>;
  readonly owner: string | null;
}

/**
 * Puts records together. Where nothing is chosen the survivor keeps its value, and an empty field takes what another
 * record has, the latest changed first: so nothing is lost that nobody saw. References among the records go.
 * @param records the survivor first
 */
export function mergedValues(access: Access, records: readonly [Image, ...Image[]], choose: Choice): Merged {
  const { form } = access;
  const [survivor, ...lost] = records;
  const byAge = [...lost].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const ids = new Set(records.map(({ id }) => id));
  const values: Record<string, Value> = {};
  const filled = new Set<string>();
  for (const field of form.fields.values()) {
    if (followsOthers(field)) continue;
    const { key } = field;
    const of = (image: Image | undefined): Value =>
      image === survivor || !field.owned
        ? (image?.values[key] ?? null)
        : withNewIds(image?.values[key] ?? null);
    const from = choose[key];
    let value =
      from === 'all' ? united(records.map(of)) : of(records.find(({ id }) => id === from) ?? survivor);
    if (from === undefined && isEmpty(value)) {
      value = of(byAge.find((image) => !isEmpty(image.values[key] ?? null)));
      if (!isEmpty(value)) filled.add(key);
    }
    values[key] = field.owned
      ? rowsAtSurvivor(form.ref, field.owned, value, ids, survivor.id)
      : withoutSelf(form.ref, field, value, ids);
  }
  const chosen = choose._owner_id;
  const holder = records.find(({ id, owner }) => (chosen ? id === chosen : owner !== null));
  return { values, filled, owner: (chosen ? holder : survivor.owner ? survivor : holder)?.owner ?? null };
}

const isEmpty = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

function united(values: readonly Value[]): Value {
  const seen = new Map<string, Value>();
  for (const one of values.flatMap((value) => (Array.isArray(value) ? (value as Value[]) : [])))
    seen.set(JSON.stringify(one), one);
  return seen.size > 0 ? [...seen.values()] : null;
}

/** Rows of a record that goes stay with it; the one that stays gets rows of its own. */
const withNewIds = (value: Value): Value => {
  const rows = rowsOf(value).map((row): RowValue => ({ ...row, _id: newId() }));
  return rows.length > 0 ? (rows as unknown as Value) : null;
};

/** Rows that refer to any of the records refer to the one that stays. */
function rowsAtSurvivor(
  ref: string,
  { fields }: CompiledForm,
  value: Value,
  ids: ReadonlySet<string>,
  survivor: string,
): Value {
  const columns = [...fields.values()].filter(({ target, type }) => target === ref && !type.computed);
  if (columns.length === 0 || value === null) return value;
  const at = (one: Value): Value => (ids.has(String(one)) ? survivor : one);
  return rowsOf(value).map((row) => ({
    ...row,
    ...Object.fromEntries(
      columns.map(({ key }) => {
        const cell = row[key] ?? null;
        return [key, Array.isArray(cell) ? [...new Set((cell as Value[]).map(at))] : at(cell)];
      }),
    ),
  })) as unknown as Value;
}

/** A record does not refer to itself, nor to what it was made of. */
function withoutSelf(ref: string, field: CompiledField, value: Value, ids: ReadonlySet<string>): Value {
  if (field.target !== ref || value === null) return value;
  if (!Array.isArray(value)) return ids.has(String(value)) ? null : value;
  const others = (value as readonly Value[]).filter((id) => !ids.has(String(id)));
  return others.length > 0 ? others : null;
}
