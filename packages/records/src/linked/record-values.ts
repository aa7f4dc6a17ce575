import { OF_OWNER, ownerData, ownerOf, recordPaths } from '@trellis/forms/model';
import { check, type Expr, type Frag, type Row, type Value } from '@trellis/logic';
import { frag, join, param, raw, sqlType, toSql } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import { type Access, findAccess } from '../access/policy.ts';
import { reading, sqlTarget } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { runText, statementOf } from '../query/select.ts';

/** Reads a path of one record: its own fields, or what lies behind its references as far as the member may view it. */
export type ReadPath = (path: string) => Value;

/** What lies behind a reference of several rows, read at once: by path, then by id. */
export type Known = ReadonlyMap<string, ReadonlyMap<Value, Value>>;

/**
 * Prepares to read paths of a record, or row, that may not be stored yet. Paths through references take one query
 * together; those that the member may not follow read as null. Those of a row through its record are read there.
 */
export async function recordReader(
  ctx: Ctx,
  access: Access,
  data: Row,
  paths: readonly string[],
  known: Known = new Map(),
): Promise<ReadPath> {
  const own = (path: string): Value => (Object.hasOwn(data, path) ? (data[path] ?? null) : null);
  const through = [...new Set(paths)].filter((path) => path.includes('.'));
  if (through.length === 0) return own;
  const isRead = (path: string) => known.get(path)?.has(data[headOf(path)] ?? null) ?? false;
  const ofOwner = through.filter((path) => path.startsWith(OF_OWNER));
  const open = through.filter((path) => !path.startsWith(OF_OWNER) && !isRead(path));
  const found = open.length === 0 ? NOTHING : await behind(ctx, access, data, open);
  const owner = ofOwner.length === 0 ? undefined : await ownerReader(ctx, access, data, ofOwner);
  return (path) => {
    if (!path.includes('.')) return own(path);
    if (path.startsWith(OF_OWNER)) return owner?.(path.slice(OF_OWNER.length)) ?? null;
    return (isRead(path) ? known.get(path)?.get(data[headOf(path)] ?? null) : found.get(path)) ?? null;
  };
}

const NOTHING: ReadonlyMap<string, Value> = new Map();
const headOf = (path: string): string => path.split('.')[0] ?? '';

// All rows of a record read the same record.
const readers = new WeakMap<Row, Map<string, Promise<ReadPath>>>();

async function ownerReader(
  ctx: Ctx,
  access: Access,
  data: Row,
  paths: readonly string[],
): Promise<ReadPath | undefined> {
  const record = ownerData(data);
  const owner = ownerOf(access.form.ref);
  const ofRecord = owner && findAccess(ctx, owner.form);
  if (!record || !ofRecord) return undefined;
  const inRecord = paths.map((path) => path.slice(OF_OWNER.length)).sort();
  const known = readers.get(record) ?? new Map<string, Promise<ReadPath>>();
  readers.set(record, known);
  const key = inRecord.join();
  const reader = known.get(key) ?? recordReader(ctx, ofRecord, record, inRecord);
  known.set(key, reader);
  return reader;
}

/** Every path that a condition reads of the record at hand. */
export const readerFor = (ctx: Ctx, access: Access, data: Row, where: Expr | undefined): Promise<ReadPath> =>
  recordReader(ctx, access, data, recordPaths(where));

/** Reads paths behind one reference for many of its ids. Paths that the member may not follow are left out. */
export async function readBehind(
  ctx: Ctx,
  access: Access,
  via: string,
  ids: readonly string[],
  paths: readonly string[],
): Promise<Known> {
  const seen = paths.filter((path) => check({ var: path }, access.scope, {}).ok);
  if (seen.length === 0 || ids.length === 0) return new Map();
  const target = sqlTarget(reading(ctx, envOf(ctx)), access.form, 'member', (key) => {
    if (key !== via) throw new Error(`${access.form.ref}: ${key} is not behind ${via}`);
    return raw('wanted.id');
  });
  const columns = seen.map(
    (path, index): Frag => join([target.column(path.split('.')), raw(` AS p${index}`)], ''),
  );
  const { sql, params } = toSql(
    frag`SELECT wanted.id, ${join(columns, ', ')} FROM unnest(${param(ids, 'uuid[]')}) AS wanted(id)`,
  );
  const rows = await runText<Record<string, unknown>>(ctx, statementOf(sql), params);
  return new Map(
    seen.map((path, index) => [
      path,
      new Map(rows.map((row) => [row.id as Value, (row[`p${index}`] ?? null) as Value])),
    ]),
  );
}

async function behind(
  ctx: Ctx,
  access: Access,
  data: Row,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Value>> {
  const { form, scope } = access;
  const state = reading(ctx, envOf(ctx));
  const target = sqlTarget(state, form, 'member', (key) => {
    const type = form.scopeForm.fields.get(key)?.type;
    if (!type) throw new Error(`${form.ref} has no ${key}`);
    return param(data[key] ?? null, sqlType(type));
  });
  const seen = paths.filter(
    (path) => data[path.split('.')[0] ?? ''] !== null && check({ var: path }, scope, {}).ok,
  );
  if (seen.length === 0) return new Map();
  const columns = seen.map(
    (path, index): Frag => join([target.column(path.split('.')), raw(` AS p${index}`)], ''),
  );
  const { sql, params } = toSql(join([raw('SELECT '), join(columns, ', ')], ''));
  const [row] = await runText<Record<string, unknown>>(ctx, statementOf(sql), params);
  return new Map(seen.map((path, index) => [path, (row?.[`p${index}`] ?? null) as Value]));
}
