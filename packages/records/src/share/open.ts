import { type CompiledField, shownText } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, type Locale, localText } from '@trellis/metadata';
import { type Access, findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import { factsOf } from '../comments/files.ts';
import type { Ctx } from '../contract.ts';
import { readerOf } from '../messages/reader.ts';
import { readRecord } from '../query/get.ts';
import { refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { RecordBody, Refs, SharedField, SharedRecord } from '../types.ts';
import { hashOf, shareable } from './links.ts';

/** A visitor without a login. */
type Base = Omit<Ctx, 'actor' | 'cause'>;

interface Link {
  readonly id: string;
  readonly form: string;
  readonly record: string;
  readonly fields: readonly string[];
  readonly files: boolean;
  readonly by: string;
  readonly expires: string | null;
}

/**
 * What a link shows, under the rights that whoever made it has now: without them, as without the record, the link is
 * gone. Nothing but texts leaves, and files where the link says so. Errors: share_link_gone.
 */
export async function openShareLink(base: Base, token: string): Promise<SharedRecord> {
  const { rows } = await base.pool.query<Link>(
    `SELECT id, form, record_id AS record, fields, files, created_by AS by, expires_at AS expires
     FROM ${relation(base, 'share_link')}
     WHERE token_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
    [hashOf(token), base.now],
  );
  const [link] = rows;
  const maker = link && (await readerOf(base, link.by));
  if (!link || !maker) throw new AppError('share_link_gone');
  const ctx: Ctx = { ...base, actor: maker.ctx.actor, cause: 'public' };
  const access = findAccess(ctx, link.form);
  if (!access?.actions.has('export') || !access.actions.has('view')) throw new AppError('share_link_gone');
  const record = await readRecord(ctx, link.form, link.record, 'export').catch(gone);
  const shown = shareable(access).filter((key) => link.fields.includes(key));
  const refs = await referenceTitles(ctx, refsOf(access.form, [record]));
  const reading: Shown = { ctx, access, refs, files: link.files };
  const fields: SharedField[] = [];
  for (const key of shown) fields.push(...(await fieldOf(reading, record, key)));
  await base.pool.query(
    `UPDATE ${relation(base, 'share_link')} SET opens = opens + 1, opened_at = $2 WHERE id = $1`,
    [link.id, base.now],
  );
  const { titleField, document } = access.form;
  const label = localText(document.trellis.label, base.locale);
  const title = shown.includes(titleField)
    ? textOf(reading, access.visible.get(titleField), record.values[titleField])
    : undefined;
  return {
    title: title || label,
    form: label,
    workspace: base.catalog.workspace.name,
    by: maker.name,
    expiresAt: link.expires,
    fields,
  };
}

function gone(error: unknown): never {
  if (error instanceof AppError) throw new AppError('share_link_gone', { cause: error });
  throw error;
}

interface Shown {
  readonly ctx: Ctx;
  readonly access: Access;
  readonly refs: Refs;
  readonly files: boolean;
}

/** A field as visitors see it; none where it holds nothing but files and the link shows none. */
async function fieldOf(shown: Shown, record: RecordBody, key: string): Promise<SharedField[]> {
  const { ctx, access } = shown;
  const field = access.visible.get(key);
  if (!field) return [];
  const value = record.values[key] as Value | undefined;
  const label = localText(field.meta.label, ctx.locale as Locale);
  const owned = access.owned.get(key);
  if (owned) {
    const columns = [...owned.visible.values()].filter(
      ({ type, meta }) => type.files === undefined && !meta.encrypted,
    );
    const rows = Array.isArray(value) ? (value as Readonly<Record<string, Value>>[]) : [];
    const table = {
      columns: columns.map(({ meta }) => localText(meta.label, ctx.locale)),
      rows: rows.map((row) => columns.map((column) => textOf(shown, column, row[column.key]) ?? '')),
    };
    return [{ label, ...(rows.length > 0 ? { table } : {}) }];
  }
  if (field.type.files?.withFacts) {
    if (!shown.files) return [];
    const ids = value == null ? [] : field.type.files.ids(value);
    const files = [...(await factsOf(ctx, ctx.pool, ids)).values()];
    return [{ label, ...(files.length > 0 ? { files } : {}) }];
  }
  const text = textOf(shown, field, value);
  return [{ label, ...(text ? { text } : {}) }];
}

function textOf({ ctx, refs }: Shown, field: CompiledField | undefined, value: unknown): string | undefined {
  if (!field || value === null || value === undefined) return undefined;
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz, title: (id: string) => refs[id]?.title };
  const text = shownText(field, value as Exclude<Value, null>, env);
  // Moments that a program noted are exact to the millisecond; people read them to the minute.
  return field.kind === 'datetime' ? text.replace(/:\d\d[.]\d+$/, '') : text;
}
