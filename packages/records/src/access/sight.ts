import type { Queryable } from '@trellis/db';
import { frag, param, toSql } from '@trellis/logic/sql';
import { isId } from '@trellis/metadata';
import type { Actor, Ctx } from '../contract.ts';
import { select, unionAll } from '../query/select.ts';
import { envOf } from './env.ts';
import { type Access, findAccess } from './policy.ts';
import { type ScopeOptions, scopeIn } from './scoped.ts';
import { reading, relation } from './target.ts';

/** Members whose rights one statement asks about, each with conditions of their own, and records that it names in all. */
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
  const { rows } = await on.query<Actor>(
    `SELECT id, is_admin AS admin, roles, department_ids AS departments, name, phone, email
     FROM ${relation(ctx, 'member')}
     WHERE disabled_at IS NULL AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id`,
    [among ? [...new Set(among)].filter(isId) : null],
  );
  if (rows.length === 0) return rows;
  const departments = await on.query<{ id: string; parent: string | null }>(
    `SELECT id, parent_id AS parent FROM ${relation(ctx, 'department')}`,
  );
  const parents = Object.fromEntries(departments.rows.map(({ id, parent }) => [id, parent]));
  return rows.map((actor) => ({ ...actor, parents }));
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
  const asked = members.flatMap((actor) => {
    const own: Ctx = { ...ctx, actor };
    const access = findAccess(own, form);
    return access?.actions.has('view') && access.form.state === 'ok' ? [{ actor, own, access }] : [];
  });
  if (records.length === 0) return found;
  const step = Math.max(1, Math.min(TOGETHER, Math.floor(NAMED / records.length)));
  for (let start = 0; start < asked.length; start += step) {
    const some = asked.slice(start, start + step);
    const { sql, params } = toSql(
      unionAll(
        some.map(({ own, access }, index) => {
          const scope = scopeIn(reading(own, envOf(own)), access, 'view', options);
          const id = scope.column('_id');
          return select(scope, {
            columns: [frag`${param(index, 'int')} AS member`, frag`${id} AS record`],
            where: [frag`${id} = ANY(${param(records, 'uuid[]')})`],
          });
        }),
      ).sql,
    );
    const { rows } = await on.query<{ member: number; record: string }>(sql, params);
    for (const [index, { actor, access }] of some.entries()) {
      const seen = rows.filter(({ member }) => member === index).map(({ record }) => record);
      if (seen.length > 0) found.set(actor.id, { actor, access, records: new Set(seen) });
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
