import type { Env } from '@trellis/logic';
import type { Ctx } from '../contract.ts';

/** Who and when, as expressions see it: the member's departments and roles, the workspace's zone. */
export function envOf(ctx: Ctx): Env {
  const { id, departments, roles, name = null, phone = null, email = null, parents = {} } = ctx.actor;
  const member = { id, departments, roles, name, phone, email };
  return { now: ctx.now, tz: ctx.catalog.workspace.tz, member, parents };
}
