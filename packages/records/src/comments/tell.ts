import type { PoolClient } from '@trellis/db';
import { splitRef } from '@trellis/forms/model';
import { mentionsIn, type NotificationText, spokenComment } from '@trellis/metadata';
import { viewersOf } from '../access/sight.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { followersOf } from '../follow/followers.ts';
import { announce, notify } from '../messages/notify.ts';
import type { Seen } from '../query/seen.ts';
import { factsOf } from './files.ts';
import { namesOf } from './names.ts';
import type { StoredComment } from './stored.ts';
import type { Place } from './write.ts';

/** Tab of the record's page where comments stand. */
const TAB = 'activity';

/** Names of what members are told of a comment: that it was made, and that it mentions them. */
const keysOf = (id: string) => ({ said: `comment ${id}`, mention: `mention ${id}` });

/**
 * Tells of a comment, everybody once and only who may view the record: those it mentions; whom it answers; the owner
 * and who commented before, unless they follow the record no longer; who follows it. Of a changed comment only those
 * learn whom it had not mentioned. Answers whom it mentions in vain.
 */
export async function tellOfComment(
  ctx: Ctx,
  client: PoolClient,
  at: Place,
  { owner }: Seen,
  comment: StoredComment,
  before?: StoredComment,
): Promise<string[]> {
  const me = ctx.actor.id;
  const mentioned = mentionsIn(comment.text).filter((id) => id !== me);
  const known = new Set(before ? mentionsIn(before.text) : []);
  const [follow] = before ? [] : [await followersOf(ctx, client, at.form, [at.record])];
  const { starring = [], muting = [] } = follow?.get(at.record) ?? {};
  const taking = before ? [] : await commentersOf(ctx, client, at);
  const involved = [...taking, ...(owner ? [owner] : [])].filter((id) => !muting.includes(id));
  const answered = before ? null : comment.answeredAuthor;
  const candidates = [...mentioned, ...(answered ? [answered] : []), ...involved, ...starring];
  const seeing = await viewersOf(ctx, client, at.form, at.record, candidates);

  const told = new Set([me]);
  const body = await bodyOf(ctx, client, comment);
  const tell = async (text: NotificationText, members: readonly string[]) => {
    const to = members.filter((id) => seeing.has(id) && !told.has(id));
    for (const id of to) told.add(id);
    const { app, key: form } = splitRef(at.form);
    const link = { app, form, record: at.record, tab: TAB };
    const key = keysOf(comment.id)[text.kind === 'mention' ? 'mention' : 'said'];
    await notify(ctx, client, { ...text, to, by: me, body, link, key, about: comment.id });
  };
  await tell(
    { kind: 'mention', text: 'comment' },
    mentioned.filter((id) => !known.has(id)),
  );
  if (!before) {
    await tell({ kind: 'comment', text: 'replied' }, answered ? [answered] : []);
    await tell({ kind: 'comment', text: 'created' }, involved);
    await tell({ kind: 'follow', text: 'commented' }, starring);
  }
  return mentioned.filter((id) => !seeing.has(id));
}

/**
 * Brings what members were told of a comment up to date: what it says now, or that it is gone. What they themselves
 * deleted stays so; a name that was given up may be another's by the time that the comment is back.
 */
export async function renewNotes(
  ctx: Ctx,
  client: PoolClient,
  change: StoredComment | { readonly id: string; readonly deleted: boolean },
): Promise<void> {
  const notes = relation(ctx, 'notification');
  const { rows } =
    'deleted' in change
      ? await client.query<{ member: string }>(
          `UPDATE ${notes} SET withdrawn_at = CASE WHEN $2 THEN now() END, key = NULL
           WHERE about = $1 AND (withdrawn_at IS NULL) = $2 RETURNING member_id AS member`,
          [change.id, change.deleted],
        )
      : await client.query<{ member: string }>(
          `UPDATE ${notes} SET body = $2 WHERE about = $1 RETURNING member_id AS member`,
          [change.id, await bodyOf(ctx, client, change)],
        );
  if (rows.length > 0) await announce(ctx, client, { members: rows.map(({ member }) => member) });
}

async function commentersOf(ctx: Ctx, client: PoolClient, { form, record }: Place): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT author_id AS id FROM ${relation(ctx, 'comment')}
     WHERE form = $1 AND record_id = $2 AND deleted_at IS NULL`,
    [form, record],
  );
  return rows.map(({ id }) => id);
}

/** What was said, with names in place of ids; the names of files where nothing was. */
async function bodyOf(ctx: Ctx, client: PoolClient, { text, files }: StoredComment): Promise<string> {
  if (text === '')
    return [...(await factsOf(ctx, client, files)).values()].map(({ name }) => name).join(', ');
  const names = await namesOf(ctx, client, mentionsIn(text));
  return spokenComment(text, (id) => names[id]?.title);
}
