import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';

/** Parts of a form under a name, as the designer copies them. */
export interface FieldTemplate {
  readonly id: string;
  readonly name: string;
  readonly parts: unknown;
}

/** Templates that a workspace may have, and characters of one. */
const MOST = 200;
const MOST_CONTENT = 500_000;

/** The workspace's field templates by name. Errors: forbidden. */
export async function listFieldTemplates(ctx: Ctx): Promise<FieldTemplate[]> {
  requireAdmin(ctx);
  const { rows } = await ctx.pool.query<{ id: string; document: string }>(
    `SELECT id, document FROM ${relation(ctx, 'field_template')} ORDER BY id`,
  );
  return rows
    .map(({ id, document }): FieldTemplate => ({ ...JSON.parse(document), id }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** Keeps a template under its id: a new one, or another name. Errors: forbidden, payload_too_large, validation_failed. */
export async function saveFieldTemplate(ctx: Ctx, { id, name, parts }: FieldTemplate): Promise<void> {
  requireAdmin(ctx);
  const document = JSON.stringify({ name: name.trim(), parts });
  if (document.length > MOST_CONTENT) throw new AppError('payload_too_large');
  const table = relation(ctx, 'field_template');
  const { rowCount } = await ctx.pool.query(
    `INSERT INTO ${table} (id, document, updated_at, updated_by)
     SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM ${table} WHERE id <> $1) < $5
     ON CONFLICT (id) DO UPDATE
       SET document = excluded.document, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [id, document, ctx.now, ctx.actor.id, MOST],
  );
  if (rowCount === 0)
    throw new AppError('validation_failed', {
      issues: [{ path: [], code: 'too_many_items', params: { max: MOST } }],
    });
}

/** Removes a template; one that is gone is gone. Errors: forbidden. */
export async function deleteFieldTemplate(ctx: Ctx, id: string): Promise<void> {
  requireAdmin(ctx);
  await ctx.pool.query(`DELETE FROM ${relation(ctx, 'field_template')} WHERE id = $1`, [id]);
}
