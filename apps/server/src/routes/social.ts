import {
  createComment,
  createShareLink,
  deleteComment,
  getFollow,
  listComments,
  listFollowed,
  listShareLinks,
  openShareLink,
  recordAudience,
  restoreComment,
  revokeShareLink,
  setFollow,
  shareRecord,
  updateComment,
} from '@trellis/records/server';
import { expiryAt, signedUrl } from '../files/links.ts';
import type { Handlers } from '../http/handler.ts';
import { callerLocale } from '../http/locale.ts';
import { formOf } from './records.ts';

const placeOf = (params: { app: string; form: string; id: string }) => ({
  form: formOf(params),
  record: params.id,
});

/** What members say of records, what they follow, and whom they show them. */
export const socialHandlers: Handlers<
  | 'listComments'
  | 'createComment'
  | 'updateComment'
  | 'deleteComment'
  | 'restoreComment'
  | 'recordAudience'
  | 'getFollow'
  | 'setFollow'
  | 'listFollowed'
  | 'shareRecord'
  | 'listShareLinks'
  | 'createShareLink'
  | 'revokeShareLink'
  | 'openShareLink'
> = {
  listComments: ({ ctx, params, query }) => listComments(ctx, formOf(params), params.id, query),
  createComment: ({ ctx, params, body }) => createComment(ctx, placeOf(params), body),
  updateComment: ({ ctx, params, body }) => updateComment(ctx, placeOf(params), params.comment, body),
  deleteComment: async ({ ctx, params }) => {
    await deleteComment(ctx, placeOf(params), params.comment);
    return undefined;
  },
  restoreComment: async ({ ctx, params }) => {
    await restoreComment(ctx, placeOf(params), params.comment);
    return undefined;
  },
  recordAudience: async ({ ctx, params }) => ({
    members: await recordAudience(ctx, formOf(params), params.id),
  }),

  getFollow: ({ ctx, params }) => getFollow(ctx, formOf(params), params.id),
  setFollow: ({ ctx, params, body }) => setFollow(ctx, formOf(params), params.id, body.following),
  listFollowed: ({ ctx, query }) => listFollowed(ctx, query),

  shareRecord: async ({ ctx, params, body }) => ({
    unreached: await shareRecord(ctx, formOf(params), params.id, body),
  }),
  listShareLinks: ({ ctx, params }) => listShareLinks(ctx, formOf(params), params.id),
  createShareLink: ({ ctx, params, body }) => createShareLink(ctx, formOf(params), params.id, body),
  revokeShareLink: async ({ ctx, params }) => {
    await revokeShareLink(ctx, formOf(params), params.id, params.link);
    return undefined;
  },

  openShareLink: async ({ services, request, params: { workspace: key, token } }) => {
    services.publicDoor.count('open', request.ip, token);
    services.publicDoor.count('guess', request.ip, '');
    const workspace = await services.publicDoor.workspace(key);
    const { pool, keys, log, jwtSecret } = services;
    const catalog = await services.catalogs.get(workspace);
    const now = new Date().toISOString();
    const shared = await openShareLink(
      { pool, keys, log, catalog, now, locale: callerLocale(request) },
      token,
    );
    services.publicDoor.forgive('guess', request.ip, '');
    const expires = expiryAt(Date.now());
    const url = (id: string, part: 'view' | 'save') => signedUrl(jwtSecret, key, id, part, expires);
    return {
      ...shared,
      fields: shared.fields.map(({ files, ...field }) => ({
        ...field,
        ...(files
          ? {
              files: files.map(({ id, name, size, mime }) => ({
                ...{ name, size, mime, view: url(id, 'view'), save: url(id, 'save') },
              })),
            }
          : {}),
      })),
    };
  },
};
