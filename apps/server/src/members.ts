import { inTransaction, type Queryable, readPgError } from '@trellis/db';
import { AppError, type BodyOf, type Contract, newId, type ReplyOf } from '@trellis/metadata';
import type { Ctx, Workspace } from '@trellis/records/server';
import { hashPassword } from './auth/password.ts';
import { tellMemberChanged } from './events/member-changed.ts';
import { emailOf, nameOf, phoneOf } from './text.ts';

export type Member = ReplyOf<Contract['me']>;
export type NewMember = BodyOf<Contract['createMember']>;
export type MemberChange = BodyOf<Contract['updateMember']>;

const COLUMNS =
  'id, name, email, phone, roles, is_admin as admin, disabled_at is not null as disabled, department_ids as departments';

export async function listMembers({ pool, catalog }: Ctx): Promise<Member[]> {
  const { rows } = await pool.query<Member>(
    `select ${COLUMNS} from "${catalog.workspace.schema}".member order by created_at, id`,
  );
  return rows;
}

/** One member. Errors: not_found. */
export async function getMember(db: Queryable, workspace: Workspace, id: string): Promise<Member> {
  const { rows } = await db.query<Member>(
    `select ${COLUMNS} from "${workspace.schema}".member where id = $1`,
    [id],
  );
  if (!rows[0]) throw new AppError('not_found');
  return rows[0];
}

/**
 * Adds a member; with e-mail and password they get a login too. A person whose e-mail has a login already keeps its
 * password. Errors: validation_failed at email, phone, password or roles.
 */
export async function createMember(ctx: Ctx, input: NewMember): Promise<Member> {
  checkRoles(ctx, input.roles);
  const departments = input.departments ?? [];
  const { workspace } = ctx.catalog;
  if (input.password && !input.email) throw invalid('email', 'required');
  const name = nameOf('name', input.name);
  const email = input.email === undefined ? null : emailOf(input.email);
  const phone = phoneOf(input.phone ?? null);
  const passwordHash = input.password ? await hashPassword(input.password) : undefined;
  try {
    return await inTransaction(ctx.pool, async ({ client }) => {
      const accountId =
        email && passwordHash ? await login(client, workspace, name, email, passwordHash) : null;
      await checkDepartments(client, workspace, departments);
      const id = newId();
      await client.query(
        `insert into "${workspace.schema}".member (id, account_id, name, email, roles, department_ids, phone)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, accountId, name, email, input.roles, departments, phone],
      );
      await tellMemberChanged(client, workspace.schema, id);
      return getMember(client, workspace, id);
    });
  } catch (error) {
    if (readPgError(error)?.kind === 'unique') throw invalid('email', 'not_unique');
    throw error;
  }
}

/**
 * Changes a member's name, roles or whether they may come in. The last active administrator can't be disabled.
 * Errors: not_found, validation_failed.
 */
export async function updateMember(ctx: Ctx, id: string, change: MemberChange): Promise<Member> {
  if (change.roles) checkRoles(ctx, change.roles);
  const name = change.name === undefined ? null : nameOf('name', change.name);
  const phone = phoneOf(change.phone ?? null);
  const { workspace } = ctx.catalog;
  const table = `"${workspace.schema}".member`;
  return inTransaction(ctx.pool, async ({ client }) => {
    if (change.disabled) await keepAdministrator(client, table, id);
    if (change.departments) await checkDepartments(client, workspace, change.departments);
    const { rowCount } = await client.query(
      `update ${table} set name = coalesce($2, name), roles = coalesce($3, roles),
         department_ids = coalesce($5, department_ids), phone = case when $6 then $7 else phone end,
         disabled_at = case when $4::boolean is null then disabled_at when $4 then coalesce(disabled_at, now()) end
       where id = $1`,
      [
        ...[id, name, change.roles ?? null, change.disabled ?? null, change.departments ?? null],
        ...[change.phone !== undefined, phone],
      ],
    );
    if (rowCount === 0) throw new AppError('not_found');
    await tellMemberChanged(client, workspace.schema, id);
    return getMember(client, workspace, id);
  });
}

/** Locks the administrators, so that two who disable each other can't both succeed. */
async function keepAdministrator(client: Queryable, table: string, id: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from ${table} where is_admin and disabled_at is null order by id for update`,
  );
  if (rows.length === 1 && rows[0]?.id === id) throw invalid('disabled', 'last_administrator');
}

async function login(
  client: Queryable,
  workspace: Workspace,
  name: string,
  email: string,
  passwordHash: string,
): Promise<string> {
  await client.query(
    `insert into platform.account (id, email, name, password_hash, locale) values ($1, $2, $3, $4, 'zh')
     on conflict (lower(email)) do nothing`,
    [newId(), email, name, passwordHash],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into platform.membership (account_id, workspace_id)
     select id, $2 from platform.account where lower(email) = $1 returning account_id as id`,
    [email, workspace.id],
  );
  return rows[0]?.id ?? '';
}

async function checkDepartments(db: Queryable, workspace: Workspace, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await db.query<{ id: string }>(
    `select id from "${workspace.schema}".department where id = any($1::uuid[])`,
    [ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  const index = ids.findIndex((id) => !known.has(id));
  if (index >= 0) {
    throw new AppError('validation_failed', {
      issues: [{ path: ['departments', index], code: 'reference_missing' }],
    });
  }
}

function checkRoles(ctx: Ctx, roles: readonly string[]): void {
  const index = roles.findIndex((role) => !ctx.catalog.roles.has(role));
  if (index >= 0) {
    throw new AppError('validation_failed', { issues: [{ path: ['roles', index], code: 'unknown_role' }] });
  }
}

const invalid = (field: string, code: string) =>
  new AppError('validation_failed', { issues: [{ path: [field], code }] });

/** Gives a login to the member of this name that has none, or makes the member; does nothing when the e-mail has one. */
export async function giveLogin(
  ctx: Ctx,
  person: { name: string; email: string; password: string; role: string },
): Promise<void> {
  const { workspace } = ctx.catalog;
  const table = `"${workspace.schema}".member`;
  const passwordHash = await hashPassword(person.password);
  await inTransaction(ctx.pool, async ({ client }) => {
    const taken = await client.query('select 1 from platform.account where lower(email) = $1', [
      person.email,
    ]);
    if (taken.rowCount) return;
    const accountId = await login(client, workspace, person.name, person.email, passwordHash);
    const { rows } = await client.query<{ id: string }>(
      `update ${table} set account_id = $2, email = $3, roles = array[$4]
       where id = (select id from ${table} where name = $1 and account_id is null order by created_at, id limit 1)
       returning id`,
      [person.name, accountId, person.email, person.role],
    );
    const id = rows[0]?.id ?? newId();
    if (!rows[0]) {
      await client.query(
        `insert into ${table} (id, account_id, name, email, roles) values ($1, $2, $3, $4, array[$5])`,
        [id, accountId, person.name, person.email, person.role],
      );
    }
    await tellMemberChanged(client, workspace.schema, id);
  });
}
