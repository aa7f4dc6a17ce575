import { installTemplate, listTemplates, planInstall } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { changed } from './definitions.ts';

export const templateHandlers: Handlers<'listTemplates' | 'planInstall' | 'installTemplate'> = {
  listTemplates: async ({ services, ctx }) => ({
    templates: await listTemplates(ctx, services.templatesDir),
  }),

  planInstall: ({ services, ctx, params }) =>
    planInstall(ctx, { dir: services.templatesDir, template: params.template }),

  installTemplate: async ({ services, ctx, params, body }) => {
    const installed = await installTemplate(ctx, {
      dir: services.templatesDir,
      template: params.template,
      sampleData: body.sampleData,
    });
    changed(services, ctx.catalog.workspace.schema);
    return installed;
  },
};
