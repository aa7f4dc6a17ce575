import type { Queryable } from '@trellis/db';
import type { FileFacts } from '@trellis/forms/model';
import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { TAKE_HOURS } from '../files/attach.ts';
import { COMMENT_FIELD } from '../files/facts.ts';

/** Gives uploaded files of the member to a comment on a record. Errors: validation_failed (file_gone). */
export async function takeFiles(
  ctx: Ctx,
  client: Queryable,
  { form, record }: { readonly form: string; readonly record: string },
  files: readonly string[],
  had: readonly string[] = [],
): Promise<void> {
  const fresh = files.filter((id) => !had.includes(id));
  if (fresh.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `UPDATE ${relation(ctx, 'file')} SET form = $1, field = $2, record_id = $3, attached_at = now()
     WHERE id = ANY($4::uuid[]) AND record_id IS NULL AND uploaded_by = $5
       AND created_at > now() - interval '${TAKE_HOURS} hours' RETURNING id`,
    [form, COMMENT_FIELD, record, fresh, ctx.actor.id],
  );
  const taken = new Set(rows.map(({ id }) => id));
  const issues = files.flatMap((id, index) =>
    fresh.includes(id) && !taken.has(id) ? [{ path: ['files', index], code: 'file_gone' }] : [],
  );
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
}

/** Takes files out of a comment: they wait again, as when they were uploaded, for who sent them to use them or to go. */
export async function dropFiles(
  ctx: Ctx,
  client: Queryable,
  { form, record }: { readonly form: string; readonly record: string },
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  await client.query(
    `UPDATE ${relation(ctx, 'file')} SET form = NULL, field = NULL, record_id = NULL, attached_at = NULL, created_at = now()
     WHERE id = ANY($1::uuid[]) AND form = $2 AND field = $3 AND record_id = $4`,
    [files, form, COMMENT_FIELD, record],
  );
}

/** What is known of files, by id. */
export async function factsOf(
  ctx: Ctx,
  on: Queryable,
  ids: readonly string[],
): Promise<Map<string, FileFacts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await on.query<FileFacts & { size: string }>(
    `SELECT id, name, size, mime FROM ${relation(ctx, 'file')} WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name, size, mime }) => [id, { id, name, size: Number(size), mime }]));
}
