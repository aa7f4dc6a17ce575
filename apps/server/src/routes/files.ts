import { AppError, contract } from '@trellis/metadata';
import { sendContent } from '../files/content.ts';
import { expiryAt, isSigned, type Part, signedUrl } from '../files/links.ts';
import type { Handlers } from '../http/handler.ts';
import { uploadedFile, whileReading } from '../http/upload.ts';
import { workspaceOf } from '../workspaces.ts';

export const fileHandlers: Handlers<'uploadFile' | 'fileLinks' | 'fileContent'> = {
  uploadFile: async ({ services, ctx, request }) => {
    const file = await uploadedFile(request, contract.uploadFile.bodyLimit);
    return whileReading(request, () =>
      services.files.upload(ctx, { name: file.filename, content: file.file }),
    );
  },
  fileLinks: async ({ services, ctx, params: { workspace }, body: { ids } }) => {
    const expires = expiryAt(Date.now());
    const url = (id: string, part: Part) => signedUrl(services.jwtSecret, workspace, id, part, expires);
    const readable = await services.files.readable(ctx, ids);
    return {
      links: Object.fromEntries(
        readable.map(({ id, hasThumb }) => [
          id,
          { view: url(id, 'view'), save: url(id, 'save'), ...(hasThumb ? { thumb: url(id, 'thumb') } : {}) },
        ]),
      ),
      expires: new Date(expires * 1000).toISOString(),
    };
  },
  fileContent: async ({ services, params, query, reply }) => {
    if (!isSigned(services.jwtSecret, { ...params, ...query }, Date.now())) throw new AppError('not_found');
    const workspace = await workspaceOf(services.pool, params.workspace);
    if (!workspace) throw new AppError('not_found');
    const what = params.what === 'thumb' ? 'thumb' : 'file';
    const file = await services.files.content(workspace, params.id, what);
    const seconds = query.expires - Date.now() / 1000;
    return sendContent(reply, file, { save: params.what === 'save', seconds });
  },
};
