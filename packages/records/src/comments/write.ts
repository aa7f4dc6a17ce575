import { inTransaction, type PoolClient } from '@trellis/db';
import {
  AppError,
  type BodyOf,
  COMMENT_EDIT_HOURS,
  type Contract,
  type Issue,
  MOST_ADDRESSED,
  mentionsIn,
} from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { seenRecord } from '../query/seen.ts';
import type { CommentWritten } from '../types.ts';
import { announceComment } from './event.ts';
import { dropFiles, takeFiles } from './files.ts';
import { plainText } from './plain.ts';
import { isFresh, readComments, type StoredComment, storedComment } from './stored.ts';
import { renewNotes, tellOfComment } from './tell.ts';

type New = BodyOf<Contract['createComment']>;
type Change = BodyOf<Contract['updateComment']>;

/** A record by its form, "app:form", and its id. */
export interface Place {
  readonly form: string;
  readonly record: string;
}

/**
 * Says something about a record that the member may view, and tells whom it concerns. Sent again under the same id it
 * is the same comment.
 * Errors: form_not_found, forbidden, record_not_found, validation_failed with issues at ["text"], ["files", index],
 * ["replyTo"], ["id"].
 */
export async function createComment(ctx: Ctx, at: Place, input: New): Promise<CommentWritten> {
  const seen = await seenRecord(ctx, at.form, at.record);
  const content = contentOf(input);
  return inTransaction(ctx.pool, async ({ client }) => {
    const { rowCount } = await client.query(
      `INSERT INTO ${relation(ctx, 'comment')} (id, form, record_id, author_id, text, files, reply_to, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [
        ...[input.id, at.form, at.record, ctx.actor.id, content.text, content.files],
        ...[input.replyTo ?? null, ctx.now],
      ],
    );
    const stored = await storedComment(ctx, client, at, input.id);
    if (!stored || stored.author !== ctx.actor.id) throw wrong({ path: ['id'], code: 'id_taken' });
    if (!rowCount) return written(ctx, client, stored, []);
    if (input.replyTo && !(await storedComment(ctx, client, at, input.replyTo)))
      throw wrong({ path: ['replyTo'], code: 'reply_gone' });
    await takeFiles(ctx, client, at, content.files);
    const unreached = await tellOfComment(ctx, client, at, seen, stored);
    await announceComment(ctx, client, at);
    return written(ctx, client, stored, unreached);
  });
}

/**
 * Changes a comment of the member's own; whom it mentions now for the first time is told.
 * Errors: as `createComment`; comment_not_found, forbidden (comment_too_old).
 */
export async function updateComment(ctx: Ctx, at: Place, id: string, input: Change): Promise<CommentWritten> {
  const seen = await seenRecord(ctx, at.form, at.record);
  return inTransaction(ctx.pool, async ({ client }) => {
    const before = await held(ctx, client, at, id);
    if (before.author !== ctx.actor.id) throw new AppError('forbidden');
    if (!isFresh(ctx, before.at))
      throw new AppError('forbidden', {
        issues: [{ path: [], code: 'comment_too_old', params: { hours: COMMENT_EDIT_HOURS } }],
      });
    const content = contentOf({ files: [...before.files], ...input });
    if (content.text === before.text && content.files.join() === before.files.join())
      return written(ctx, client, before, []);
    await takeFiles(ctx, client, at, content.files, before.files);
    const dropped = before.files.filter((file) => !content.files.includes(file));
    await dropFiles(ctx, client, at, dropped);
    await client.query(
      `UPDATE ${relation(ctx, 'comment')} SET text = $2, files = $3, edited_at = $4 WHERE id = $1`,
      [id, content.text, content.files, ctx.now],
    );
    const after = { ...before, ...content, edited: ctx.now };
    await renewNotes(ctx, client, after);
    const unreached = await tellOfComment(ctx, client, at, seen, after, before);
    await announceComment(ctx, client, at);
    return written(ctx, client, after, unreached);
  });
}

/** Deletes a comment, by its author or an administrator. Errors: record_not_found, comment_not_found, forbidden. */
export async function deleteComment(ctx: Ctx, at: Place, id: string): Promise<void> {
  await seenRecord(ctx, at.form, at.record);
  await inTransaction(ctx.pool, async ({ client }) => {
    const { author } = await held(ctx, client, at, id);
    if (author !== ctx.actor.id && !ctx.actor.admin) throw new AppError('forbidden');
    await setDeleted(ctx, client, id, true);
    await announceComment(ctx, client, at);
  });
}

/** Brings back a comment, by whoever deleted it or an administrator. Errors: as `deleteComment`. */
export async function restoreComment(ctx: Ctx, at: Place, id: string): Promise<void> {
  await seenRecord(ctx, at.form, at.record);
  await inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<{ by: string | null }>(
      `SELECT deleted_by AS by FROM ${relation(ctx, 'comment')}
       WHERE id = $1 AND form = $2 AND record_id = $3 AND deleted_at IS NOT NULL FOR UPDATE`,
      [id, at.form, at.record],
    );
    if (!rows[0]) throw new AppError('comment_not_found');
    if (rows[0].by !== ctx.actor.id && !ctx.actor.admin) throw new AppError('forbidden');
    await setDeleted(ctx, client, id, false);
    await announceComment(ctx, client, at);
  });
}

/** With a comment goes and comes what members were told of it. */
async function setDeleted(ctx: Ctx, client: PoolClient, id: string, deleted: boolean): Promise<void> {
  await client.query(
    `UPDATE ${relation(ctx, 'comment')} SET deleted_at = $2, deleted_by = $3 WHERE id = $1`,
    [id, deleted ? ctx.now : null, deleted ? ctx.actor.id : null],
  );
  await renewNotes(ctx, client, { id, deleted });
}

async function held(ctx: Ctx, client: PoolClient, at: Place, id: string): Promise<StoredComment> {
  await client.query(`SELECT FROM ${relation(ctx, 'comment')} WHERE id = $1 FOR UPDATE`, [id]);
  const stored = await storedComment(ctx, client, at, id);
  if (!stored) throw new AppError('comment_not_found');
  return stored;
}

/** What is said, as it is stored. Errors: validation_failed. */
function contentOf({ text, files = [] }: Pick<New, 'text' | 'files'>): { text: string; files: string[] } {
  const plain = plainText(text);
  const unique = [...new Set(files)];
  if (plain === '' && unique.length === 0) throw wrong({ path: ['text'], code: 'comment_empty' });
  if (mentionsIn(plain).length > MOST_ADDRESSED)
    throw wrong({ path: ['text'], code: 'too_many_mentions', params: { max: MOST_ADDRESSED } });
  return { text: plain, files: unique };
}

const wrong = (issue: Issue): AppError => new AppError('validation_failed', { issues: [issue] });

async function written(
  ctx: Ctx,
  client: PoolClient,
  stored: StoredComment,
  unreached: readonly string[],
): Promise<CommentWritten> {
  const { comments, refs } = await readComments(ctx, client, [stored]);
  const [comment] = comments;
  if (!comment) throw new Error('a comment that was written is not there');
  return { comment, refs, unreached: [...unreached] };
}
