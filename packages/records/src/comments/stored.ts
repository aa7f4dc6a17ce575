import type { Queryable } from '@trellis/db';
import { COMMENT_EDIT_HOURS, mentionsIn } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { Comment, Refs } from '../types.ts';
import { factsOf } from './files.ts';
import { namesOf } from './names.ts';

/** A comment as it is stored, with what it answers. */
export interface StoredComment {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly at: string;
  readonly edited: string | null;
  readonly answered: string | null;
  readonly answeredAuthor: string | null;
  readonly answeredText: string | null;
}

/** SELECT of stored comments `c`; conditions follow. */
export const selectComments = (ctx: Ctx): string =>
  `SELECT c.id, c.author_id AS author, c.text, c.files, c.created_at AS at, c.edited_at AS edited,
     p.id AS answered, p.author_id AS "answeredAuthor",
     CASE WHEN p.deleted_at IS NULL THEN p.text END AS "answeredText"
   FROM ${relation(ctx, 'comment')} AS c LEFT JOIN ${relation(ctx, 'comment')} AS p ON p.id = c.reply_to`;

/** Whether its author may still change what was written then. */
export const isFresh = (ctx: Ctx, at: string): boolean =>
  Date.parse(ctx.now) - Date.parse(at) < COMMENT_EDIT_HOURS * 3_600_000;

/** Comments as their readers see them, with the names of the people in them. */
export async function readComments(
  ctx: Ctx,
  on: Queryable,
  rows: readonly StoredComment[],
): Promise<{ comments: Comment[]; refs: Refs }> {
  const facts = await factsOf(
    ctx,
    on,
    rows.flatMap(({ files }) => files),
  );
  const people = new Set(
    rows.flatMap(({ author, text, answeredAuthor, answeredText }) => [
      ...[author, ...mentionsIn(text), ...mentionsIn(answeredText ?? '')],
      ...(answeredAuthor ? [answeredAuthor] : []),
    ]),
  );
  const comments = rows.map(({ id, author, text, files, at, edited, ...row }): Comment => {
    const own = author === ctx.actor.id;
    return {
      ...{ id, author, text, at, editedAt: edited },
      files: files.flatMap((file) => facts.get(file) ?? []),
      replyTo:
        row.answered && row.answeredAuthor
          ? { id: row.answered, author: row.answeredAuthor, text: row.answeredText }
          : null,
      mayEdit: own && isFresh(ctx, at),
      mayDelete: own || ctx.actor.admin,
    };
  });
  return { comments, refs: await namesOf(ctx, on, people) };
}

/** A living comment on a record. */
export async function storedComment(
  ctx: Ctx,
  on: Queryable,
  { form, record }: { readonly form: string; readonly record: string },
  id: string,
): Promise<StoredComment | undefined> {
  const { rows } = await on.query<StoredComment>(
    `${selectComments(ctx)} WHERE c.id = $1 AND c.form = $2 AND c.record_id = $3 AND c.deleted_at IS NULL`,
    [id, form, record],
  );
  return rows[0];
}
