import {
  AppError,
  type DefinitionDocuments,
  type DefinitionKind,
  type Issue,
  isKey,
} from '@trellis/metadata';
import { readCatalogRows } from '../catalog/read.ts';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { publishedBundle } from './bundle.ts';
import { inspectChange } from './check.ts';
import { requireDesigner } from './guard.ts';
import { readDefinition } from './read.ts';
import { type DefinitionRef, pathInDocument, withDocument } from './ref.ts';

/** Draft, what is wrong with it, and published state. Errors: definition_not_found, forbidden. */
export async function getDefinition(ctx: Ctx, ref: DefinitionRef) {
  requireDesigner(ctx, ref);
  const row = await readDefinition(ctx, ref);
  if (!row) throw new AppError('definition_not_found');
  const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  const draft = parse(row.draft);
  return {
    draft,
    issues: draft === null ? [] : await draftIssues(ctx, ref, asDocument(draft)),
    published: parse(row.published),
    version: Number(row.version),
    revision: row.revision,
    updatedAt: row.updatedAt,
  };
}

/**
 * Saves the draft as it is and says what is wrong with it: unlike a published document a draft may be unfinished.
 * @param input.revision the revision that was edited (0 for a new definition); without it the last save wins
 * Errors: definition_conflict (details: revision and draft of the other), definition_invalid (not an object, bad key),
 * not_found (no such app), forbidden.
 */
export async function saveDraft(
  ctx: Ctx,
  ref: DefinitionRef,
  input: { readonly document: unknown; readonly revision?: number },
): Promise<{ revision: number; issues: Issue[] }> {
  requireDesigner(ctx, ref);
  if (!isKey(ref.key))
    throw new AppError('definition_invalid', {
      issues: [{ path: ['key'], code: 'bad_key', params: { value: ref.key.slice(0, 100) } }],
    });
  const document = asDocument(input.document);
  const { schema } = ctx.catalog.workspace;
  const s = quoteName(schema);
  // The app row is locked against an uninstall that would leave the draft behind.
  const { rows } = await ctx.pool.query<{ revision: number }>(
    `with host as (select key from ${s}.app where key = $2 for share)
     insert into ${s}.definition as d (kind, app, key, draft, revision, updated_at, updated_by)
     select $1, host.key, $3, $4, 1, $5, $6 from host where $7::integer is null or $7 = 0
       or exists (select 1 from ${s}.definition where kind = $1 and app = $2 and key = $3)
     on conflict (kind, app, key) do update
       set draft = excluded.draft, revision = d.revision + 1, updated_at = excluded.updated_at,
         updated_by = excluded.updated_by
       where $7::integer is null or d.revision = $7
     returning revision`,
    [ref.kind, ref.app, ref.key, JSON.stringify(document), ctx.now, ctx.actor.id, input.revision ?? null],
  );
  const saved = rows[0];
  if (!saved) throw await conflict(ctx, ref);
  return { revision: saved.revision, issues: await draftIssues(ctx, ref, document) };
}

/** Any JSON object may be a draft. Errors: definition_invalid. */
function asDocument(document: unknown): DefinitionDocuments[DefinitionKind] {
  if (typeof document === 'object' && document !== null && !Array.isArray(document))
    return document as DefinitionDocuments[DefinitionKind];
  throw new AppError('definition_invalid', { issues: [{ path: [], code: 'not_object' }] });
}

async function conflict(ctx: Ctx, ref: DefinitionRef): Promise<AppError> {
  if (!ctx.catalog.apps.has(ref.app)) return new AppError('not_found');
  const current = await readDefinition(ctx, ref);
  return new AppError('definition_conflict', {
    details: {
      revision: current?.revision ?? 0,
      draft: current?.draft ? (JSON.parse(current.draft) as unknown) : null,
    },
  });
}

async function draftIssues(
  ctx: Ctx,
  ref: DefinitionRef,
  document: DefinitionDocuments[DefinitionKind],
): Promise<Issue[]> {
  const { workspace } = ctx.catalog;
  const published = publishedBundle(await readCatalogRows(ctx.pool, workspace.schema), ref.app);
  if (!published) return [];
  const { issues } = inspectChange(ctx.catalog, ref.app, published, withDocument(published, ref, document));
  return issues.map((issue) => pathInDocument(issue, ref));
}
