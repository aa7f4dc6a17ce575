import { inTransaction, type Queryable } from '@trellis/db';
import { AppError, type BodyOf, type Contract, newId, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '@trellis/records/server';
import { nameOf } from './text.ts';

export type Department = ReplyOf<Contract['createDepartment']>;

const tableOf = ({ catalog }: Ctx): string => `"${catalog.workspace.schema}".department`;

/** All departments, each after its parent, siblings in their order. */
export async function listDepartments(ctx: Ctx): Promise<Department[]> {
  const table = tableOf(ctx);
  const { rows } = await ctx.pool.query<Department>(
    `with recursive d as (
       select id, name, parent_id, array[lpad(pos::text, 10, '0') || id::text] as path, 1 as depth
       from ${table} where parent_id is null
       union all
       select c.id, c.name, c.parent_id, d.path || (lpad(c.pos::text, 10, '0') || c.id::text), d.depth + 1
       from ${table} c join d on c.parent_id = d.id where d.depth < 50)
     select id, name, parent_id as parent from d order by path`,
  );
  return rows;
}

/** Adds a department, by default at the top. Errors: validation_failed at name or parent. */
export async function createDepartment(
  ctx: Ctx,
  input: BodyOf<Contract['createDepartment']>,
): Promise<Department> {
  const table = tableOf(ctx);
  const name = nameOf('name', input.name);
  const parent = input.parent ?? null;
  return inTransaction(ctx.pool, async ({ client }) => {
    if (parent !== null) await read(client, table, parent, missingParent);
    const id = newId();
    await client.query(
      `insert into ${table} (id, name, parent_id, pos)
       values ($1, $2, $3, (select coalesce(max(pos), 0) + 1 from ${table} where parent_id is not distinct from $3::uuid))`,
      [id, name, parent],
    );
    return { id, name, parent };
  });
}

/** Renames a department or puts it below another. Errors: not_found, validation_failed at name or parent. */
export async function updateDepartment(
  ctx: Ctx,
  id: string,
  change: BodyOf<Contract['updateDepartment']>,
): Promise<Department> {
  const table = tableOf(ctx);
  return inTransaction(ctx.pool, async ({ client }) => {
    // Two moves at once could make a circle between them.
    await client.query(`lock table ${table} in share row exclusive mode`);
    const before = await read(client, table, id, () => new AppError('not_found'));
    const name = change.name === undefined ? before.name : nameOf('name', change.name);
    const parent = change.parent === undefined ? before.parent : change.parent;
    for (let at = parent; at !== null; at = (await read(client, table, at, missingParent)).parent)
      if (at === id) throw missingParent();
    await client.query(`update ${table} set name = $2, parent_id = $3 where id = $1`, [id, name, parent]);
    return { id, name, parent };
  });
}

async function read(client: Queryable, table: string, id: string, none: () => AppError): Promise<Department> {
  const { rows } = await client.query<Department>(
    `select id, name, parent_id as parent from ${table} where id = $1`,
    [id],
  );
  if (!rows[0]) throw none();
  return rows[0];
}

const missingParent = (): AppError =>
  new AppError('validation_failed', { issues: [{ path: ['parent'], code: 'reference_missing' }] });
