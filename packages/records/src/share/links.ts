import { createHash, randomBytes } from 'node:crypto';
import { inTransaction, type PoolClient } from '@trellis/db';
import { AppError, type BodyOf, type Contract, newId } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import { namesOf } from '../comments/names.ts';
import type { Ctx } from '../contract.ts';
import { type Seen, seenRecord } from '../query/seen.ts';
import type { ShareLinks } from '../types.ts';
import { eventOf } from '../write/event.ts';
import { emit } from '../write/outbox.ts';

/** Of a token as the database has it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Links of a record that serve at a time. */
const MOST_LINKS = 20;

/** Fields that a link may show: what is stored encrypted leaves the product by no link. */
export const shareable = ({ visible }: Access): string[] =>
  [...visible.values()].filter(({ meta }) => !meta.encrypted).map(({ key }) => key);

/** A link shows a record to anybody: it takes the right to export it. */
const mayShare = (ctx: Ctx, form: string, record: string): Promise<Seen> =>
  seenRecord(ctx, form, record, 'export');

/** As many links are listed; those that serve are never more. */
const MOST_LISTED = 100;

/**
 * Links of a record, those that serve before those that serve no longer, the newest first, each with the fields that
 * the member might share too. Errors: as `createShareLink`.
 */
export async function listShareLinks(ctx: Ctx, form: string, record: string): Promise<ShareLinks> {
  await mayShare(ctx, form, record);
  const { rows } = await ctx.pool.query<ShareLinks['links'][number]>(
    `SELECT id, created_at AS "createdAt", created_by AS "createdBy", expires_at AS "expiresAt",
       revoked_at AS "revokedAt", fields, files, opens, opened_at AS "openedAt"
     FROM ${relation(ctx, 'share_link')} WHERE form = $1 AND record_id = $2
     ORDER BY revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3) DESC, created_at DESC, id DESC
     LIMIT ${MOST_LISTED}`,
    [form, record, ctx.now],
  );
  const known = new Set(shareable(accessFor(ctx, form, 'export')));
  const refs = await namesOf(
    ctx,
    ctx.pool,
    rows.map(({ createdBy }) => createdBy),
  );
  return { links: rows.map((row) => ({ ...row, fields: row.fields.filter((key) => known.has(key)) })), refs };
}

/**
 * Makes a link that shows some fields of a record to whoever has it. The token is random and answered this once.
 * Errors: form_not_found, forbidden (without the right to export), record_not_found, validation_failed.
 */
export async function createShareLink(
  ctx: Ctx,
  form: string,
  record: string,
  { hours, fields, files = false }: BodyOf<Contract['createShareLink']>,
): Promise<{ id: string; token: string }> {
  const { version } = await mayShare(ctx, form, record);
  const offered = shareable(accessFor(ctx, form, 'export'));
  const issues = fields.flatMap((key, index) =>
    offered.includes(key) ? [] : [{ path: ['fields', index], code: 'field_not_shared' }],
  );
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const id = newId();
  const token = randomBytes(24).toString('base64url');
  const expires =
    hours === undefined ? null : new Date(Date.parse(ctx.now) + hours * 3_600_000).toISOString();
  await inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${relation(ctx, 'share_link')} WHERE form = $1 AND record_id = $2
         AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)`,
      [form, record, ctx.now],
    );
    if ((rows[0]?.count ?? 0) >= MOST_LINKS)
      throw new AppError('validation_failed', {
        issues: [{ path: [], code: 'too_many_links', params: { max: MOST_LINKS } }],
      });
    await client.query(
      `INSERT INTO ${relation(ctx, 'share_link')}
         (id, token_hash, form, record_id, fields, files, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, hashOf(token), form, record, [...new Set(fields)], files, ctx.actor.id, ctx.now, expires],
    );
    await noteInHistory(ctx, client, form, record, version, 'share');
  });
  return { id, token };
}

/** Ends a link; by anybody who might make one. Errors: as `createShareLink`; not_found. */
export async function revokeShareLink(ctx: Ctx, form: string, record: string, id: string): Promise<void> {
  const { version } = await mayShare(ctx, form, record);
  await inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<{ fresh: boolean }>(
      `UPDATE ${relation(ctx, 'share_link')} AS l SET revoked_at = coalesce(l.revoked_at, $4), revoked_by = coalesce(l.revoked_by, $5)
       FROM (SELECT id, revoked_at IS NULL AS fresh FROM ${relation(ctx, 'share_link')} WHERE id = $1 FOR UPDATE) AS old
       WHERE l.id = old.id AND l.form = $2 AND l.record_id = $3 RETURNING old.fresh`,
      [id, form, record, ctx.now, ctx.actor.id],
    );
    if (!rows[0]) throw new AppError('not_found');
    if (rows[0].fresh) await noteInHistory(ctx, client, form, record, version, 'unshare');
  });
}

/** A line of the record's history: it changes nothing of it. */
async function noteInHistory(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  record: string,
  version: number,
  op: 'share' | 'unshare',
): Promise<void> {
  await client.query(
    `INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), form, record, version, ctx.now, ctx.actor.id, ctx.cause, op],
  );
  await emit(ctx, client, 'record', eventOf(form, op, [record]));
}
