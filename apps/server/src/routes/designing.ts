import {
  attendDesign,
  deleteFieldTemplate,
  leaveDesign,
  listFieldTemplates,
  saveFieldTemplate,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';

export const designingHandlers: Handlers<
  'listFieldTemplates' | 'saveFieldTemplate' | 'deleteFieldTemplate' | 'attendDesign' | 'leaveDesign'
> = {
  listFieldTemplates: async ({ ctx }) => ({ templates: await listFieldTemplates(ctx) }),

  saveFieldTemplate: async ({ ctx, params, body }) => {
    await saveFieldTemplate(ctx, { id: params.template, ...body });
    return undefined;
  },

  deleteFieldTemplate: async ({ ctx, params }) => {
    await deleteFieldTemplate(ctx, params.template);
    return undefined;
  },

  attendDesign: ({ ctx, params: { tab, ...ref } }) => attendDesign(ctx, ref, tab),

  leaveDesign: async ({ ctx, params }) => {
    await leaveDesign(ctx, params.tab);
    return undefined;
  },
};
