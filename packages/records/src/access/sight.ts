import type { Queryable } from '@trellis/db';
import { frag, param, toSql } from '@trellis/logic/sql';
import { isId } from '@trellis/metadata';
import type { Actor, Ctx } from '../contract.ts';
import { select, unionAll } from '../query/select.ts';
import { envOf } from './env.ts';
import { type Access, findAccess } from './policy.ts';
import { type Scoped, type ScopeOptions, scopeIn } from './scoped.ts';
import { reading, relation } from './target.ts';

/** Conditions of members that one statement asks about, and records that it names in all. */
const TOGETHER = 50;
const NAMED = 10_000;

/** A member with the records that they may view, and their part in the form. */
export interface Sight {
  readonly actor: Actor;
  readonly access: Access;
  readonly records: ReadonlySet<string>;
}

/** Where members are asked about without being the ones who ask. */
export type Bystander = Omit<Ctx, 'actor'>;

/** Members who may log in and work, with all that policies ask about them; `among` absent: all of them. */
export async function activeMembers(
  ctx: Bystander,
  on: Queryable,
  among?: Iterable<string>,
): Promise<Actor[]> {
  const { rows } = await on.query<Actor & { account: string | null }>(
    `SELECT id, is_admin AS admin, roles, department_ids AS departments, name, phone, email, account_id AS account
     FROM ${relation(ctx, 'member')}
     WHERE disabled_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id`,
    [among ? [...new Set(among)].filter(isId) : null],
  );
  if (rows.length === 0) return [];
  // The accounts may lie on another node than the workspace: a statement of its own.
  const accounts = await on.query<{ id: string }>(
    'SELECT id FROM platform.account WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL',
    [rows.flatMap(({ account }) => account ?? [])],
  );
  const able = new Set(accounts.rows.map(({ id }) => id));
  const departments = await on.query<{ id: string; parent: string | null }>(
    `SELECT id, parent_id AS parent FROM ${relation(ctx, 'department')}`,
  );
  const parents = Object.fromEntries(departments.rows.map(({ id, parent }) => [id, parent]));
  return rows
    .filter(({ account }) => account === null || able.has(account))
    .map(({ account: _, ...actor }) => ({ ...actor, parents }));
}

/** Members whose rights come to one and the same condition, which is asked for once. */
interface Alike {
  readonly scope: Scoped;
  readonly members: { readonly actor: Actor; readonly access: Access }[];
}

function alike(ctx: Bystander, form: string, members: readonly Actor[], options: ScopeOptions): Alike[] {
  const found = new Map<string, Alike>();
  for (const actor of members) {
    const own: Ctx = { ...ctx, actor };
    const access = findAccess(own, form);
    if (!access?.actions.has('view') || access.form.state !== 'ok') continue;
    const scope = scopeIn(reading(own, envOf(own)), access, 'view', options);
    const { sql, params } = toSql(scope.where);
    const key = JSON.stringify([sql, params]);
    const one = found.get(key) ?? { scope, members: [] };
    one.members.push({ actor, access });
    found.set(key, one);
  }
  return [...found.values()];
}

/**
 * Which of some records of a form each member may view, by the rights that they have now, each under their own. Who
 * may view none of them is left out.
 */
export async function sightOf(
  ctx: Bystander,
  on: Queryable,
  form: string,
  records: readonly string[],
  members: readonly Actor[],
  options: ScopeOptions = {},
): Promise<Map<string, Sight>> {
  const found = new Map<string, Sight>();
  if (records.length === 0) return found;
  const asked = alike(ctx, form, members, options);
  const step = Math.max(1, Math.min(TOGETHER, Math.floor(NAMED / records.length)));
  for (let start = 0; start < asked.length; start += step) {
    const some = asked.slice(start, start + step);
    const { sql, params } = toSql(
      unionAll(
        some.map(({ scope }, index) => {
          const id = scope.column('_id');
          return select(scope, {
            columns: [frag`${param(index, 'int')} AS asked`, frag`${id} AS record`],
            where: [frag`${id} = ANY(${param(records, 'uuid[]')})`],
          });
        }),
      ).sql,
    );
    const { rows } = await on.query<{ asked: number; record: string }>(sql, params);
    for (const [index, { members: seeing }] of some.entries()) {
      const seen = new Set(rows.filter(({ asked }) => asked === index).map(({ record }) => record));
      if (seen.size === 0) continue;
      for (const { actor, access } of seeing) found.set(actor.id, { actor, access, records: seen });
    }
  }
  return found;
}

/** Members who may view a record; `among` absent: all of them. */
export async function viewersOf(
  ctx: Bystander,
  on: Queryable,
  form: string,
  record: string,
  among?: Iterable<string>,
): Promise<Set<string>> {
  const members = await activeMembers(ctx, on, among);
  return new Set((await sightOf(ctx, on, form, [record], members)).keys());
}
