import { inTransaction, type Queryable } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { AppError } from '@trellis/metadata';
import { type Access, accessFor, findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { type DraftContent, filesIn, heldValues } from './content.ts';
import { openDraft, sealDraft } from './secrets.ts';

/** A draft without what is in it. */
export interface DraftHead {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  /** Of the record that it changes; null for a record that is still to be made. */
  readonly version: number | null;
  /** In the draft box, not just kept in passing. */
  readonly kept: boolean;
  readonly title: string | null;
  readonly updatedAt: string;
}

export interface DraftInput {
  readonly values: DraftContent['values'];
  readonly was?: DraftContent['was'] | undefined;
  readonly version?: number | undefined;
  readonly kept: boolean;
  readonly title?: string | undefined;
}

/** Drafts that a member may have of one form: in the box, and kept in passing (the oldest of these give way). */
const MOST_KEPT = 50;
const MOST_PASSING = 50;
/** Characters of a draft's content. */
const MOST_CONTENT = 400_000;

const HEAD = 'id, app, form, version, kept, title, updated_at AS "updatedAt"';

/** The member's own drafts of forms that they may still fill in, the newest first. */
export async function listDrafts(ctx: Ctx): Promise<DraftHead[]> {
  const { rows } = await ctx.pool.query<DraftHead>(
    `SELECT ${HEAD} FROM ${relation(ctx, 'record_draft')} WHERE member_id = $1 ORDER BY updated_at DESC, id`,
    [ctx.actor.id],
  );
  return rows.filter(({ app, form, version }) =>
    findAccess(ctx, `${app}:${form}`)?.actions.has(actionOf(version)),
  );
}

/** A draft with what the member may still see and write of it. Errors: not_found, form_not_found, forbidden. */
export async function getDraft(ctx: Ctx, ref: string, id: string): Promise<DraftHead & DraftContent> {
  const { app, key: form } = splitRef(ref);
  const { rows } = await ctx.pool.query<DraftHead & { content: string }>(
    `SELECT ${HEAD}, content FROM ${relation(ctx, 'record_draft')}
     WHERE member_id = $1 AND id = $2 AND app = $3 AND form = $4`,
    [ctx.actor.id, id, app, form],
  );
  const [row] = rows;
  if (!row) throw new AppError('not_found');
  const { content, ...head } = row;
  const access = accessFor(ctx, ref, actionOf(head.version));
  const { values, was } = openDraft(ctx, access.form, id, content);
  return { ...head, ...heldContent(access, values, was) };
}

/**
 * Keeps what the member has typed so far, in place of what they had typed before.
 * Errors: form_not_found, forbidden, payload_too_large, validation_failed (the box is full).
 */
export async function saveDraft(ctx: Ctx, ref: string, id: string, input: DraftInput): Promise<DraftHead> {
  const version = input.version ?? null;
  const access = accessFor(ctx, ref, actionOf(version));
  const { app, key: form } = access.form;
  const held = heldContent(access, input.values, input.was);
  const content = JSON.stringify(held);
  if (content.length > MOST_CONTENT) throw new AppError('payload_too_large');
  const stored = sealDraft(ctx, access.form, id, content);
  const table = relation(ctx, 'record_draft');
  return inTransaction(ctx.pool, async ({ client }) => {
    const before = await client.query<{ files: string[] }>(
      `SELECT files FROM ${table} WHERE member_id = $1 AND id = $2 FOR UPDATE`,
      [ctx.actor.id, id],
    );
    const files = filesIn(access, held.values);
    await keepAWhile(ctx, client, before.rows[0]?.files ?? []);
    const { rows } = await client.query<DraftHead>(
      `INSERT INTO ${table} AS d (member_id, id, app, form, version, kept, title, content, files, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
       ON CONFLICT (member_id, id) DO UPDATE SET version = excluded.version, kept = excluded.kept,
         title = excluded.title, content = excluded.content, files = excluded.files,
         updated_at = greatest(now(), d.updated_at + interval '1 ms')
         WHERE d.app = excluded.app AND d.form = excluded.form
       RETURNING ${HEAD}`,
      [ctx.actor.id, id, app, form, version, input.kept, titleOf(input.title), stored, files],
    );
    const [saved] = rows;
    // The id is that of a draft of another form.
    if (!saved) throw new AppError('not_found');
    if (before.rows.length === 0) await makeRoom(ctx, client, access, input.kept);
    return saved;
  });
}

/** Ends a draft; one that is not there is no mistake. Its files wait another day for a record. */
export async function deleteDraft(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<{ files: string[] }>(
      `DELETE FROM ${relation(ctx, 'record_draft')} WHERE member_id = $1 AND id = $2 RETURNING files`,
      [ctx.actor.id, id],
    );
    await keepAWhile(ctx, client, rows[0]?.files ?? []);
  });
}

/** Days after which a draft that nobody went on with is forgotten. */
const LIFE_DAYS = 180;

/** Forgets drafts of long ago. */
export async function sweepDrafts(on: Queryable, schema: string): Promise<void> {
  await on.query(
    `DELETE FROM ${quoteName(schema)}.record_draft WHERE updated_at < now() - interval '${LIFE_DAYS} days'`,
  );
}

const actionOf = (version: number | null) => (version === null ? 'create' : 'edit');

const heldContent = (
  access: Access,
  values: DraftContent['values'],
  was: DraftContent['was'] | undefined,
) => ({
  values: heldValues(access, values),
  ...(was === undefined ? {} : { was: heldValues(access, was) }),
});

const titleOf = (title: string | undefined): string | null =>
  title?.replace(/\p{C}/gu, ' ').trim().slice(0, 200) || null;

/** Files that are no longer in a draft get the time of a fresh upload, so that a save under way still finds them. */
async function keepAWhile(ctx: Ctx, on: Queryable, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  await on.query(
    `UPDATE ${relation(ctx, 'file')} SET created_at = now()
     WHERE id = ANY($1::uuid[]) AND record_id IS NULL AND uploaded_by = $2`,
    [files, ctx.actor.id],
  );
}

async function makeRoom(ctx: Ctx, on: Queryable, { form }: Access, kept: boolean): Promise<void> {
  const table = relation(ctx, 'record_draft');
  const params = [ctx.actor.id, form.app, form.key];
  if (kept) {
    const { rows } = await on.query<{ count: string }>(
      `SELECT count(*) AS count FROM ${table} WHERE member_id = $1 AND app = $2 AND form = $3 AND kept`,
      params,
    );
    if (Number(rows[0]?.count) > MOST_KEPT)
      throw new AppError('validation_failed', {
        issues: [{ path: ['kept'], code: 'draft_box_full', params: { max: MOST_KEPT } }],
      });
    return;
  }
  await on.query(
    `DELETE FROM ${table} WHERE member_id = $1 AND id IN (
       SELECT id FROM ${table} WHERE member_id = $1 AND app = $2 AND form = $3 AND NOT kept
       ORDER BY updated_at DESC OFFSET ${MOST_PASSING})`,
    params,
  );
}
