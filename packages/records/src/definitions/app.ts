import { type AppDocument, AppError, isKey } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from './guard.ts';
import { publishChanges } from './publish-changes.ts';

/**
 * Makes an app without forms. Errors: app_exists, definition_invalid (key, document; paths into the document), busy,
 * forbidden.
 */
export async function createApp(ctx: Ctx, app: string, document: unknown): Promise<void> {
  requireAdmin(ctx);
  if (!isKey(app))
    throw new AppError('definition_invalid', {
      issues: [{ path: ['key'], code: 'bad_key', params: { value: app.slice(0, 100) } }],
    });
  await publishApp(ctx, app, document, true);
}

/** Changes an app's own document: label, menu. Errors: not_found, definition_invalid (paths into it), busy, forbidden. */
export async function updateApp(ctx: Ctx, app: string, document: unknown): Promise<void> {
  requireAdmin(ctx);
  await publishApp(ctx, app, document, false);
}

async function publishApp(ctx: Ctx, app: string, document: unknown, isNew: boolean): Promise<void> {
  const empty = { forms: {}, views: {}, roles: {}, dashboards: {} };
  await publishChanges(ctx, app, (published) => {
    if (isNew && published) throw new AppError('app_exists');
    if (!isNew && !published) throw new AppError('not_found');
    // The check tells whether it is one.
    return { ...(published ?? empty), app: document as AppDocument };
  }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'definition_invalid') throw error;
    const issues = error.issues.map((issue) =>
      issue.path[0] === 'app' ? { ...issue, path: issue.path.slice(1) } : issue,
    );
    throw new AppError('definition_invalid', { issues, cause: error });
  });
}
