import { inTransaction } from '@trellis/db';
import {
  type BodyOf,
  type Contract,
  type Issue,
  issueMessage,
  type QueryOf,
  type ReplyOf,
} from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { announce } from './notify.ts';
import { readPosition, writePosition } from './position.ts';

type Outbox = ReplyOf<Contract['listDeliveries']>;
type Delivery = Outbox['deliveries'][number];

interface Row extends Omit<Delivery, 'member' | 'reason' | 'dueAt'> {
  readonly memberId: string;
  readonly memberName: string | null;
  readonly reason: Issue | null;
  readonly due: string;
}

const PAGE = 50;

/** What went to channels, or will, the newest first. Errors: forbidden, query_invalid. */
export async function listDeliveries(ctx: Ctx, query: QueryOf<Contract['listDeliveries']>): Promise<Outbox> {
  requireAdmin(ctx);
  const limit = query.limit ?? PAGE;
  const after = readPosition(query.after);
  const { rows } = await ctx.pool.query<Row>(
    `SELECT d.id, d.channel, d.state, d.attempts, d.created_at AS at, d.due_at AS due, d.done_at AS "doneAt",
       d.member_id AS "memberId", m.name AS "memberName", n.kind, d.reason, d.content
     FROM ${relation(ctx, 'delivery')} AS d
     LEFT JOIN ${relation(ctx, 'member')} AS m ON m.id = d.member_id
     LEFT JOIN ${relation(ctx, 'notification')} AS n ON n.id = d.notification_id
     WHERE ($1::text IS NULL OR d.state = $1) AND ($2::text IS NULL OR d.channel = $2)
       AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4::uuid))
     ORDER BY d.created_at DESC, d.id DESC LIMIT $5`,
    [query.state ?? null, query.channel ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const counts = await ctx.pool.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count FROM ${relation(ctx, 'delivery')} GROUP BY state`,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    deliveries: page.map(({ memberId, memberName, reason, due, ...row }) => ({
      ...row,
      member: { id: memberId, name: memberName ?? '' },
      reason: reason && issueMessage(reason, ctx.locale),
      dueAt: row.state === 'queued' || row.state === 'failed' ? due : null,
    })),
    next: last ? writePosition(last) : null,
    counts: Object.fromEntries(counts.rows.map(({ state, count }) => [state, count])),
  };
}

/**
 * Puts deliveries on their way again: those named, whatever became of them, or all that were given up. They have all
 * their tries before them. Errors: forbidden.
 */
export async function resendDeliveries(
  ctx: Ctx,
  { ids }: BodyOf<Contract['resendDeliveries']>,
): Promise<number> {
  requireAdmin(ctx);
  return inTransaction(ctx.pool, async ({ client }) => {
    const { rowCount } = await client.query(
      `UPDATE ${relation(ctx, 'delivery')} SET state = 'queued', attempts = 0, due_at = now(), done_at = NULL, reason = NULL
       WHERE CASE WHEN $1::uuid[] IS NULL THEN state = 'dead' ELSE id = ANY($1) END
         AND (taken_until IS NULL OR taken_until < now())`,
      [ids ?? null],
    );
    if (rowCount) await announce(ctx, client, { members: [], due: true });
    return rowCount ?? 0;
  });
}
