import { inTransaction, type Queryable } from '@trellis/db';
import { type BodyOf, type Contract, kindsOfGroup } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { announce } from './notify.ts';

type Change = BodyOf<Contract['changeMessages']>;

/** What a change sets, and on which rows it is one. What is unread again gives its name away to a later one. */
const CHANGES: Readonly<Record<Change['change'], { readonly set: string; readonly where: string }>> = {
  read: { set: 'read_at = now()', where: 'read_at IS NULL AND deleted_at IS NULL AND shown' },
  unread: { set: 'read_at = NULL, key = NULL', where: 'read_at IS NOT NULL AND deleted_at IS NULL' },
  delete: { set: 'deleted_at = now()', where: 'deleted_at IS NULL' },
  restore: { set: 'deleted_at = NULL, key = NULL', where: 'deleted_at IS NOT NULL' },
};
const MOST_TOLD = 1_000;

/** Changes notifications of the member; answers the ids of those that were not so before. */
export async function changeMessages(ctx: Ctx, change: Change): Promise<string[]> {
  const { set, where } = CHANGES[change.change];
  const ids = 'ids' in change ? change.ids : null;
  const kinds = 'all' in change && change.group ? kindsOfGroup(change.group) : null;
  return inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE ${relation(ctx, 'notification')} SET ${set}
       WHERE member_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) AND ($3::text[] IS NULL OR kind = ANY($3))
         AND withdrawn_at IS NULL AND ${where} RETURNING id`,
      [ctx.actor.id, ids, kinds],
    );
    // Other pages of theirs show the same.
    if (rows.length > 0) await announce(ctx, client, { members: [ctx.actor.id] });
    return rows.slice(0, MOST_TOLD).map(({ id }) => id);
  });
}

/** Days that notifications, and what channels did with them, are kept. */
const LIFE_DAYS = 180;
/** Days after which one that its reader deleted, or that went with what it told of, does not come back. */
const DELETED_DAYS = 7;

/** Forgets what members were told long ago. */
export async function sweepMessages(on: Queryable, schema: string): Promise<void> {
  const s = quoteName(schema);
  await on.query(
    `DELETE FROM ${s}.notification WHERE told_at < now() - interval '${LIFE_DAYS} days'
       OR least(deleted_at, withdrawn_at) < now() - interval '${DELETED_DAYS} days'`,
  );
  await on.query(`DELETE FROM ${s}.delivery WHERE created_at < now() - interval '${LIFE_DAYS} days'`);
}
