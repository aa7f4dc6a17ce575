import { createDepartment, listDepartments, updateDepartment } from '../departments.ts';
import type { Handlers } from '../http/handler.ts';
import { createMember, getMember, listMembers, updateMember } from '../members.ts';

export const memberHandlers: Handlers<
  | 'me'
  | 'listMembers'
  | 'createMember'
  | 'updateMember'
  | 'listDepartments'
  | 'createDepartment'
  | 'updateDepartment'
> = {
  me: ({ ctx }) => getMember(ctx.pool, ctx.catalog.workspace, ctx.actor.id),

  listMembers: async ({ ctx }) => ({ members: await listMembers(ctx) }),

  createMember: ({ ctx, body }) => createMember(ctx, body),

  updateMember: async ({ services, ctx, params, body }) => {
    const member = await updateMember(ctx, params.id, body);
    services.identities.clear();
    services.people.clear();
    services.events.poke();
    return member;
  },

  listDepartments: async ({ ctx }) => ({ departments: await listDepartments(ctx) }),

  createDepartment: ({ ctx, body }) => createDepartment(ctx, body),

  updateDepartment: async ({ services, ctx, params, body }) => {
    const department = await updateDepartment(ctx, params.id, body);
    services.identities.clear();
    services.people.clear();
    return department;
  },
};
