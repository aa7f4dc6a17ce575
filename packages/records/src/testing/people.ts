import type { FormGrant, RoleDocument } from '@trellis/metadata';
import type { Actor, Ctx } from '../contract.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';

/** A role of the test app. */
export const role = (forms: Readonly<Record<string, FormGrant>>): RoleDocument => ({
  vocabulary: 1,
  label: { zh: '角色', en: 'Role' },
  forms,
});

/** A member with roles of the test app, stored and ready to act. */
export async function member(
  at: TestWorkspace,
  id: string,
  name: string,
  ...roles: string[]
): Promise<Actor> {
  await at.pool.query(`insert into ${at.schema}.member (id, name) values ($1, $2)`, [id, name]);
  return { id, departments: [], roles: roles.map((key) => `crm:${key}`), admin: false };
}

/** The same request by somebody else. */
export const as = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor });
