import type { Queryable } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { type Issue, MEMBER_TARGET } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading, relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { countsFor, keysOf } from '../duplicates/keys.ts';
import { readValue } from '../duplicates/reading.ts';
import { keyTaken } from '../duplicates/taken.ts';
import { missingInRows, type Pointable, wrongIn } from '../owned/guards.ts';
import { addRefs, addRowRefs } from '../query/refs.ts';
import type { StoredKey } from '../storage/keys.ts';
import { quoteName } from '../storage/names.ts';
import { bound, castOf } from './casts.ts';
import { fixedIds, idsIn } from './ids.ts';
import type { Image } from './image.ts';
import { rangeOf } from './range.ts';
import { hasSay, type Pointing, rowsWith } from './references.ts';

/** Rows of a bulk write: a prepared record, or nothing where it has issues already. */
export type Prepared = readonly (Image | undefined)[];
type Report = (row: number, issue: Issue) => void;

/** Ids and unique values of the rows of earlier slices, by field; ids under "". */
export type Seen = Map<string, Set<string>>;
export const nothingSeen = (): Seen => new Map();

function seenOf(seen: Seen, key: string): Set<string> {
  const known = seen.get(key) ?? new Set();
  seen.set(key, known);
  return known;
}

/** Says of each row what it points to that does not exist, is deleted or not to be seen. One statement per target. */
export async function checkReferences(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  report: Report,
): Promise<void> {
  const fields = [...form.fields.values()].filter(({ target }) => target !== undefined);
  const wanted = new Map<string, Set<string>>();
  for (const image of rows) {
    if (!image) continue;
    for (const { key, target } of fields) addRefs(wanted, target, image.values[key]);
    addRowRefs(wanted, form, image.values);
    if (image.owner !== ctx.actor.id) addRefs(wanted, MEMBER_TARGET, image.owner);
  }
  const visible = new Map<string, ReadonlySet<string>>();
  const columns = [...form.owned.values()].flatMap((owned) => [...owned.fields.values()]);
  const held = new Set([...fields, ...columns].filter(hasSay).map(({ target }) => target));
  for (const [target, ids] of wanted) {
    // In the order in which whoever deletes them would wait.
    const sorted = [...ids].sort();
    visible.set(target, await existing(ctx, on, target, sorted, { held: held.has(target) }));
  }
  const pointable = async (field: CompiledField): Promise<Pointable> => {
    const { target = '' } = field;
    const seen = visible.get(target) ?? new Set();
    const ids = [...(wanted.get(target) ?? [])];
    const fixed = fixedIds(field).filter((id) => ids.includes(id) && !seen.has(id));
    const more =
      fixed.length === 0 ? [] : await existing(ctx, on, target, fixed, { fixed, held: hasSay(field) });
    return {
      there: new Set([...seen, ...more]),
      offered: await withinRange(ctx, on, field, ids),
    };
  };
  const ofFields = new Map<string, Pointable>();
  for (const field of fields) ofFields.set(field.key, await pointable(field));
  for (const [key, { fields: columns }] of form.owned) {
    for (const column of columns.values())
      if (column.target !== undefined) ofFields.set(`${key}.${column.key}`, await pointable(column));
  }
  for (const [row, image] of rows.entries()) {
    if (!image) continue;
    for (const { key, target = '' } of fields) {
      const ids = idsIn(image.values[key]);
      if (target === form.ref && ids.includes(image.id)) report(row, { path: [key], code: 'reference_self' });
      for (const code of wrongIn(ofFields.get(key), ids)) report(row, { path: [key], code });
    }
    for (const issue of missingInRows(form, image, ofFields)) report(row, issue);
    const { owner } = image;
    if (owner !== null && owner !== ctx.actor.id && !visible.get(MEMBER_TARGET)?.has(owner)) {
      report(row, { path: ['$owner'], code: 'reference_missing' });
    }
  }
}

/** Those of the ids that the field offers; undefined where it offers all. */
async function withinRange(
  ctx: Ctx,
  on: Queryable,
  field: CompiledField,
  ids: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const inside = rangeOf(reading(ctx, envOf(ctx)), field);
  if (!inside) return undefined;
  const { sql, params } = toSql(
    frag`SELECT w.id FROM unnest(${param(ids, 'uuid[]')}) AS w(id) WHERE ${inside(raw('w.id'))}`,
  );
  const { rows } = await on.query<{ id: string }>(sql, params);
  return new Set([...rows.map(({ id }) => id), ...fixedIds(field)]);
}

async function existing(
  ctx: Ctx,
  on: Queryable,
  target: string,
  ids: readonly string[],
  pointing?: Pointing,
): Promise<ReadonlySet<string>> {
  const state = reading(ctx, envOf(ctx));
  const item = raw(state.alias());
  const { sql, params } = toSql(
    frag`SELECT ${item}.id FROM unnest(${param(ids, 'uuid[]')}) AS ${item}(id) WHERE EXISTS (${rowsWith(state, target, frag`${item}.id`, pointing)})`,
  );
  const { rows } = await on.query<{ id: string }>(sql, params);
  return new Set(rows.map(({ id }) => id));
}

/** Says of each row which unique values it shares with a living record or with an earlier row. */
export async function checkUnique(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  seen: Seen,
  report: Report,
): Promise<void> {
  for (const field of form.fields.values()) {
    if (field.meta.unique)
      await checkUniqueField(ctx, on, form, field, rows, seenOf(seen, field.key), report);
  }
}

/** Says of each row which keys of the form it shares with another living record or with an earlier row. */
export async function checkKeys(
  ctx: Ctx,
  on: Queryable,
  access: Access,
  rows: Prepared,
  seen: Seen,
  report: Report,
): Promise<void> {
  for (const key of keysOf(access.form))
    await checkKey(ctx, on, access, key, rows, seenOf(seen, `key ${key.key.key}`), report);
}

async function checkKey(
  ctx: Ctx,
  on: Queryable,
  access: Access,
  held: StoredKey,
  rows: Prepared,
  seen: Set<string>,
  report: Report,
): Promise<void> {
  const { form } = access;
  const fields = held.key.fields.flatMap(({ field, as }) => {
    const compiled = form.fields.get(field);
    return compiled ? [{ field: compiled, as }] : [];
  });
  const given = [...rows.entries()].filter(
    ([, image]) =>
      image !== undefined &&
      countsFor(held, image.values) &&
      fields.every(({ field }) => (image.values[field.key] ?? null) !== null),
  );
  if (given.length === 0) return;
  const lists = fields.map(({ field }) =>
    param(
      given.map(([, image]) => bound(field, image?.values[field.key])),
      `${castOf(field)}[]`,
    ),
  );
  const ids = param(
    given.map(([, image]) => image?.id ?? null),
    'uuid[]',
  );
  const names = fields.map((_, index) => `k${index}`);
  const read = fields.map(
    ({ as }, index) => frag`${readValue(as, raw(`w.v${index}`))} AS ${raw(`k${index}`)}`,
  );
  const same = held.parts.map((part, index) => frag`${raw(part)} = r.${raw(`k${index}`)}`);
  const { sql, params } = toSql(
    frag`SELECT r.n::int, ARRAY[${raw(names.map((name) => `r.${name}::text`).join(', '))}] AS key,
        EXISTS (SELECT 1 FROM ${raw(relation(ctx, form.table))} WHERE _deleted_at IS NULL AND _id <> r.id AND ${join([...same, ...(held.counts ? [raw(held.counts)] : [])], ' AND ')}) AS taken
      FROM (SELECT w.n, w.id, ${join(read, ', ')} FROM unnest(${join([ids, ...lists], ', ')}) WITH ORDINALITY AS w(id, ${raw(fields.map((_, index) => `v${index}`).join(', '))}, n)) AS r
      ORDER BY r.n`,
  );
  const { rows: found } = await on.query<{ n: number; key: (string | null)[]; taken: boolean }>(sql, params);
  for (const { n, key, taken } of found) {
    if (key.includes(null)) continue;
    const name = JSON.stringify(key);
    if (taken || seen.has(name)) report(given[n - 1]?.[0] ?? 0, keyTaken(access, held));
    seen.add(name);
  }
}

async function checkUniqueField(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  field: CompiledField,
  rows: Prepared,
  seen: Set<string>,
  report: Report,
): Promise<void> {
  const values = rows.map((image) => image?.values[field.key] ?? null);
  const given = [...new Set(values.filter((value) => value !== null))];
  if (given.length === 0) return;
  const column = quoteName(form.columns.get(field.key) ?? '');
  const { rows: taken } = await on.query<{ value: unknown }>(
    `SELECT ${column} AS value FROM ${relation(ctx, form.table)}
     WHERE ${column} = ANY($1::${castOf(field)}[]) AND _deleted_at IS NULL`,
    [given],
  );
  for (const { value } of taken) seen.add(String(value));
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    if (seen.has(String(value))) report(row, { path: [field.key], code: 'not_unique' });
    seen.add(String(value));
  }
}

/** Says of each row whether its id is taken, by a record or by an earlier row. */
export async function checkIds(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  ids: readonly (string | undefined)[],
  seen: Seen,
  report: Report,
): Promise<void> {
  const given = ids.filter((id) => id !== undefined);
  if (given.length === 0) return;
  const { rows: taken } = await on.query<{ id: string }>(
    `SELECT _id AS id FROM ${relation(ctx, form.table)} WHERE _id = ANY($1::uuid[])`,
    [given],
  );
  const known = seenOf(seen, '');
  for (const { id } of taken) known.add(id);
  for (const [row, id] of ids.entries()) {
    if (id === undefined) continue;
    if (known.has(id)) report(row, { path: ['$id'], code: 'id_taken' });
    known.add(id);
  }
}
