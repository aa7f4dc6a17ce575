import { recordPaths } from '@trellis/forms/model';
import { check, type Expr, type Frag, type Row, type Value } from '@trellis/logic';
import { join, param, raw, sqlType, toSql } from '@trellis/logic/sql';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading, sqlTarget } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { runText, statementOf } from '../query/select.ts';

/** Reads a path of one record: its own fields, or what lies behind its references as far as the member may view it. */
export type ReadPath = (path: string) => Value;

/**
 * Prepares to read paths of a record that may not be stored yet. Paths through references take one query together;
 * those that the member may not follow read as null.
 */
export async function recordReader(
  ctx: Ctx,
  access: Access,
  data: Row,
  paths: readonly string[],
): Promise<ReadPath> {
  const own = (path: string): Value => (Object.hasOwn(data, path) ? (data[path] ?? null) : null);
  const through = [...new Set(paths)].filter((path) => path.includes('.'));
  if (through.length === 0) return own;
  const found = await behind(ctx, access, data, through);
  return (path) => (path.includes('.') ? (found.get(path) ?? null) : own(path));
}

/** Every path that a condition reads of the record at hand. */
export const readerFor = (ctx: Ctx, access: Access, data: Row, where: Expr | undefined): Promise<ReadPath> =>
  recordReader(ctx, access, data, recordPaths(where));

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
