import type { PoolClient } from '@trellis/db';
import { relation } from '../access/target.ts';
import { announceComment } from '../comments/event.ts';
import type { Ctx } from '../contract.ts';
import { COMMENT_FIELD } from '../files/facts.ts';

/** What is kept beside records and moves as it is: under which name it is noted, and its table. */
const MOVING = [
  ['$comment', 'comment'],
  ['$share', 'share_link'],
] as const;

/** Takes comments, links and followers of records that go to the one that stays, and notes whose they were. */
export async function takeBeside(
  ctx: Ctx,
  client: PoolClient,
  merge: { readonly id: string; readonly form: string; readonly survivor: string },
  lost: readonly string[],
): Promise<void> {
  const { id, form, survivor } = merge;
  const links = relation(ctx, 'merge_link');
  for (const [name, table] of MOVING)
    await client.query(
      `WITH old AS (SELECT id, record_id FROM ${relation(ctx, table)} WHERE form = $2 AND record_id = ANY($3::uuid[]) FOR UPDATE),
         moved AS (UPDATE ${relation(ctx, table)} AS t SET record_id = $4::uuid FROM old WHERE t.id = old.id)
       INSERT INTO ${links} (merge_id, form, record_id, field, before)
       SELECT $1::uuid, '${name}', id, '$record', ARRAY[record_id] FROM old`,
      [id, form, lost, survivor],
    );
  await moveCommentFiles(ctx, client, form, survivor);
  await client.query(
    `WITH taken AS (
       INSERT INTO ${relation(ctx, 'follow')} (member_id, form, record_id, following, since)
       SELECT member_id, form, $4::uuid, bool_or(following), min(since) FROM ${relation(ctx, 'follow')}
       WHERE form = $2 AND record_id = ANY($3::uuid[]) GROUP BY member_id, form
       ON CONFLICT DO NOTHING RETURNING member_id)
     INSERT INTO ${links} (merge_id, form, record_id, field, before)
     SELECT $1::uuid, '$follow', member_id, '$record', '{}' FROM taken`,
    [id, form, lost, survivor],
  );
  await announceComment(ctx, client, { form, record: survivor });
}

/** Gives records back what was taken from them, as far as it is still there. */
export async function giveBackBeside(
  ctx: Ctx,
  client: PoolClient,
  merge: { readonly id: string; readonly form: string; readonly survivor: string },
  lost: readonly string[],
): Promise<void> {
  const { id, form, survivor } = merge;
  const links = relation(ctx, 'merge_link');
  for (const [name, table] of MOVING)
    await client.query(
      `UPDATE ${relation(ctx, table)} AS t SET record_id = l.before[1] FROM ${links} AS l
       WHERE l.merge_id = $1 AND l.form = '${name}' AND t.id = l.record_id AND t.form = $2 AND t.record_id = $3
         AND l.before[1] = ANY($4::uuid[])`,
      [id, form, survivor, lost],
    );
  await client.query(
    `DELETE FROM ${relation(ctx, 'follow')} AS t USING ${links} AS l
     WHERE l.merge_id = $1 AND l.form = '$follow' AND t.member_id = l.record_id AND t.form = $2 AND t.record_id = $3
       AND EXISTS (SELECT FROM ${relation(ctx, 'follow')} AS own
         WHERE own.member_id = t.member_id AND own.form = $2 AND own.record_id = ANY($4::uuid[]))`,
    [id, form, survivor, lost],
  );
  for (const record of [survivor, ...lost]) {
    await moveCommentFiles(ctx, client, form, record);
    await announceComment(ctx, client, { form, record });
  }
}

/** Files of comments stand under the record that the comment is on. */
async function moveCommentFiles(ctx: Ctx, client: PoolClient, form: string, record: string): Promise<void> {
  await client.query(
    `UPDATE ${relation(ctx, 'file')} AS f SET record_id = $2 FROM ${relation(ctx, 'comment')} AS c
     WHERE c.form = $1 AND c.record_id = $2 AND f.id = ANY(c.files) AND f.form = $1 AND f.field = '${COMMENT_FIELD}'
       AND f.record_id <> $2`,
    [form, record],
  );
}
