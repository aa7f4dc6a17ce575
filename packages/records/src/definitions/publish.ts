import { type AppBundle, AppError, type DefinitionDocuments, type DefinitionKind } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { mergeBundles } from './bundle.ts';
import { requireAdmin, requireDesigner } from './guard.ts';
import { type Published, type PublishOptions, publishChanges } from './publish-changes.ts';
import { readDefinition } from './read.ts';
import { type DefinitionRef, pathInDocument, withDocument } from './ref.ts';

/**
 * Publishes the draft of a definition.
 * Errors: definition_not_found (no draft), definition_invalid with issues (paths into the document), busy, forbidden.
 */
export async function publish(
  ctx: Ctx,
  ref: DefinitionRef,
  options: Pick<PublishOptions, 'progress' | 'signal' | 'note'> = {},
): Promise<{ version: number; metaVersion: string }> {
  requireDesigner(ctx, ref);
  const row = await readDefinition(ctx, ref);
  if (row?.draft == null) throw new AppError('definition_not_found');
  const document = JSON.parse(row.draft) as DefinitionDocuments[DefinitionKind];
  const { metaVersion } = await publishChanges(
    ctx,
    ref.app,
    (published) => {
      if (!published) throw new AppError('definition_not_found');
      return withDocument(published, ref, document);
    },
    { ...options, draft: row.draft },
  ).catch((error: unknown) => Promise.reject(atDocument(error, ref)));
  const after = await readDefinition(ctx, ref);
  return { version: Number(after?.version ?? 0), metaVersion };
}

/**
 * Publishes many documents of an app at once, and makes the app if it is new: references among them may go any way.
 * Definitions that the bundle does not name stay as they are; nothing to change = nothing is done.
 * Errors: definition_invalid with issues (paths into the bundle), busy, forbidden.
 */
export async function publishBundle(
  ctx: Ctx,
  app: string,
  bundle: AppBundle,
  options: PublishOptions = {},
): Promise<Published> {
  requireAdmin(ctx);
  return publishChanges(ctx, app, (published) => mergeBundles(published, bundle), options);
}

/** The same error with the issues' paths as the document's editor wants them. */
function atDocument(error: unknown, ref: DefinitionRef): unknown {
  if (!(error instanceof AppError) || error.code !== 'definition_invalid') return error;
  const issues = error.issues.map((issue) => pathInDocument(issue, ref));
  return new AppError('definition_invalid', { issues, cause: error });
}
