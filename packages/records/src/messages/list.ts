import {
  type Contract,
  countsItself,
  kindsOfGroup,
  NOTIFICATION_GROUPS,
  type NotificationGroup,
  type QueryOf,
  type ReplyOf,
} from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readPosition, writePosition } from './position.ts';
import { STORED, type Stored, wordsOf } from './words.ts';

type Listed = ReplyOf<Contract['listMessages']>;
type Counts = ReplyOf<Contract['countMessages']>;

const PAGE = 30;

/** What the member was told, the newest first. Errors: query_invalid. */
export async function listMessages(ctx: Ctx, query: QueryOf<Contract['listMessages']>): Promise<Listed> {
  const limit = query.limit ?? PAGE;
  const after = readPosition(query.after);
  const { rows } = await ctx.pool.query<Stored & { at: string; read: boolean }>(
    `SELECT ${STORED}, n.told_at AS at, n.read_at IS NOT NULL AS read
     FROM ${relation(ctx, 'notification')} AS n
     WHERE n.member_id = $1 AND n.shown AND n.deleted_at IS NULL AND n.withdrawn_at IS NULL
       AND ($2::text[] IS NULL OR n.kind = ANY($2)) AND (NOT $3 OR n.read_at IS NULL)
       AND ($4::timestamptz IS NULL OR (n.told_at, n.id) < ($4, $5::uuid))
     ORDER BY n.told_at DESC, n.id DESC LIMIT $6`,
    [
      ...[ctx.actor.id, query.group ? kindsOfGroup(query.group) : null, query.unread ?? false],
      ...[after?.at ?? null, after?.id ?? null, limit + 1],
    ],
  );
  const page = rows.slice(0, limit);
  const words = await wordsOf(ctx, page);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    messages: page.flatMap(({ id, kind, text, at, read, ...one }, index) => {
      const own = words[index];
      const times = countsItself(kind, text) ? 1 : one.times;
      return own ? [{ id, kind, at, read, times, ...own }] : [];
    }),
    next: last ? writePosition(last) : null,
  };
}

/** How many the member has not read. */
export async function countMessages(ctx: Ctx): Promise<Counts> {
  const { rows } = await ctx.pool.query<{ kind: string; count: number }>(
    `SELECT kind, count(*)::int AS count FROM ${relation(ctx, 'notification')}
     WHERE member_id = $1 AND read_at IS NULL AND deleted_at IS NULL AND withdrawn_at IS NULL AND shown
     GROUP BY kind`,
    [ctx.actor.id],
  );
  const sum = (kinds?: readonly string[]) =>
    rows.reduce((total, { kind, count }) => (kinds && !kinds.includes(kind) ? total : total + count), 0);
  return {
    unread: sum(),
    groups: Object.fromEntries(
      NOTIFICATION_GROUPS.map((group) => [group, sum(kindsOfGroup(group))]),
    ) as Record<NotificationGroup, number>,
  };
}
