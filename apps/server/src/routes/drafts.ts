import { deleteDraft, getDraft, listDrafts, saveRecordDraft } from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { formOf } from './records.ts';

export const draftHandlers: Handlers<'listDrafts' | 'getDraft' | 'saveRecordDraft' | 'deleteDraft'> = {
  listDrafts: async ({ ctx }) => ({ drafts: await listDrafts(ctx) }),
  getDraft: ({ ctx, params }) => getDraft(ctx, formOf(params), params.id),
  saveRecordDraft: ({ ctx, params, body }) => saveRecordDraft(ctx, formOf(params), params.id, body),
  deleteDraft: async ({ ctx, params }) => {
    await deleteDraft(ctx, params.id);
    return undefined;
  },
};
