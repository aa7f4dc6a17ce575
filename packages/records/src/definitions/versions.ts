import { type CompiledForm, changeWords, compileForm } from '@trellis/forms/model';
import { AppError, type Contract, diffForm, type FormDocument, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { requireAdmin } from './guard.ts';
import type { DefinitionRef } from './ref.ts';

type Versions = ReplyOf<Contract['listVersions']>;

/** Versions of one answer: each is compared with the one before. */
const PAGE = 20;

interface VersionRow {
  readonly version: string;
  readonly publishedAt: string;
  readonly publishedBy: string | null;
  readonly note: string | null;
  readonly document: string;
}

/**
 * Published versions, newest first, and what each changed in words; empty for a definition that was never published.
 * Errors: forbidden.
 */
export async function listVersions(ctx: Ctx, ref: DefinitionRef, before?: number): Promise<Versions> {
  requireAdmin(ctx);
  const s = quoteName(ctx.catalog.workspace.schema);
  const { rows } = await ctx.pool.query<VersionRow>(
    `select v.version, v.published_at as "publishedAt", m.name as "publishedBy", v.note, v.document
     from ${s}.definition_version v left join ${s}.member m on m.id = v.published_by
     where v.kind = $1 and v.app = $2 and v.key = $3 and ($4::bigint is null or v.version < $4)
     order by v.version desc limit ${PAGE + 1}`,
    [ref.kind, ref.app, ref.key, before ?? null],
  );
  const forms = rows.map(({ document }) => (ref.kind === 'form' ? formOf(ref, document) : undefined));
  return {
    versions: rows.slice(0, PAGE).map(({ document: _, version, ...row }, index) => ({
      ...row,
      version: Number(version),
      changes: changesOf(ctx, forms[index + 1], forms[index]),
    })),
    more: rows.length > PAGE,
  };
}

/** The document of a version. Errors: definition_not_found, forbidden. */
export async function getVersion(ctx: Ctx, ref: DefinitionRef, version: string): Promise<unknown> {
  requireAdmin(ctx);
  const { rows } = await ctx.pool.query<{ document: string }>(
    `select document from ${quoteName(ctx.catalog.workspace.schema)}.definition_version
     where kind = $1 and app = $2 and key = $3 and version = $4`,
    [ref.kind, ref.app, ref.key, version],
  );
  const [row] = rows;
  if (!row) throw new AppError('definition_not_found');
  return JSON.parse(row.document) as unknown;
}

/** A version may be older than a field type that it has. */
function formOf({ app, key }: DefinitionRef, document: string): CompiledForm | undefined {
  try {
    return compileForm(`${app}:${key}`, JSON.parse(document) as FormDocument);
  } catch {
    return undefined;
  }
}

function changesOf(ctx: Ctx, before: CompiledForm | undefined, after: CompiledForm | undefined) {
  if (!after) return [];
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  return diffForm(before?.document ?? null, after.document).map((change) => {
    const { message, details } = changeWords({ before, after }, change, env);
    return { message, ...(details ? { details: [...details] } : {}), risky: change.risky };
  });
}
