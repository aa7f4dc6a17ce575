import { inTransaction } from '@trellis/db';
import { AppError, type ViewDocument } from '@trellis/metadata';
import { accessFor, findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { goneFor, leftOf, readView } from './check.ts';

/** A view that a member made for themself. */
export interface PersonalView {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly document: ViewDocument;
  /** Something of it is gone: a condition that is left out, or what it can't be shown without. */
  readonly lost?: 'part' | 'all';
}

/** Views of one form, and of all, that a member may have. */
const MOST_OF_FORM = 100;
const MOST = 500;
/** Characters of a view document. */
const MOST_TEXT = 200_000;

interface Row {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly document: string;
}

/** The member's own views of forms that they may still look at, in their order. */
export async function listPersonalViews(ctx: Ctx): Promise<PersonalView[]> {
  const { rows } = await ctx.pool.query<Row>(
    `SELECT id, app, form, document FROM ${relation(ctx, 'personal_view')}
     WHERE member_id = $1 AND deleted_at IS NULL ORDER BY app, form, pos, id`,
    [ctx.actor.id],
  );
  return rows.flatMap((row) => asSeen(ctx, row));
}

function asSeen(ctx: Ctx, { document, ...row }: Row): PersonalView[] {
  const access = findAccess(ctx, `${row.app}:${row.form}`);
  if (!access?.actions.has('view') || access.form.state !== 'ok') return [];
  const { view, lost } = leftOf(JSON.parse(document) as ViewDocument, goneFor(access));
  return [{ ...row, document: view, ...(lost ? { lost } : {}) }];
}

/**
 * Keeps a view of the member's own, new or in place of what it was.
 * Errors: form_not_found, forbidden, payload_too_large, not_found (the id is of another form), validation_failed (paths into
 * `document`; too_many_views).
 */
export async function savePersonalView(
  ctx: Ctx,
  ref: string,
  id: string,
  document: unknown,
): Promise<PersonalView> {
  const access = accessFor(ctx, ref, 'view');
  const { app, key: form } = access.form;
  const view = readView(access, document, ['document']);
  const text = JSON.stringify(view);
  if (text.length > MOST_TEXT) throw new AppError('payload_too_large');
  const table = relation(ctx, 'personal_view');
  return inTransaction(ctx.pool, async ({ client }) => {
    // One new view after the other, so that nobody has more than they may.
    await client.query(`SELECT FROM ${relation(ctx, 'member')} WHERE id = $1 FOR UPDATE`, [ctx.actor.id]);
    const { rowCount: there } = await client.query(
      `SELECT FROM ${table} WHERE member_id = $1 AND id = $2 AND deleted_at IS NULL`,
      [ctx.actor.id, id],
    );
    const { rows } = await client.query<Row>(
      `INSERT INTO ${table} AS v (member_id, id, app, form, document, pos)
       VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(max(pos) + 1, 0) FROM ${table}
         WHERE member_id = $1 AND app = $3 AND form = $4))
       ON CONFLICT (member_id, id) DO UPDATE SET document = excluded.document, updated_at = now(), deleted_at = NULL
         WHERE v.app = excluded.app AND v.form = excluded.form
       RETURNING id, app, form, document`,
      [ctx.actor.id, id, app, form, text],
    );
    const [saved] = rows;
    if (!saved) throw new AppError('not_found');
    if (there === 0) await requireRoom(ctx, client, app, form);
    return { id, app, form, document: view };
  });
}

async function requireRoom(
  ctx: Ctx,
  on: Pick<Ctx['pool'], 'query'>,
  app: string,
  form: string,
): Promise<void> {
  const { rows } = await on.query<{ all: number; here: number }>(
    `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE app = $2 AND form = $3))::int AS here
     FROM ${relation(ctx, 'personal_view')} WHERE member_id = $1 AND deleted_at IS NULL`,
    [ctx.actor.id, app, form],
  );
  const { all = 0, here = 0 } = rows[0] ?? {};
  const max = here > MOST_OF_FORM ? MOST_OF_FORM : all > MOST ? MOST : undefined;
  if (max !== undefined)
    throw new AppError('validation_failed', {
      issues: [{ path: ['document'], code: 'too_many_views', params: { max } }],
    });
}

/** Puts a view of the member's own into the bin; one that is not there is no mistake. */
export async function deletePersonalView(ctx: Ctx, ref: string, id: string): Promise<void> {
  const { app, key: form } = accessFor(ctx, ref, 'view').form;
  await ctx.pool.query(
    `UPDATE ${relation(ctx, 'personal_view')} SET deleted_at = $5::timestamptz
     WHERE member_id = $1 AND app = $2 AND form = $3 AND id = $4 AND deleted_at IS NULL`,
    [ctx.actor.id, app, form, id, ctx.now],
  );
}

/** Orders the member's views of a form; those that are not named come last. */
export async function arrangePersonalViews(ctx: Ctx, ref: string, ids: readonly string[]): Promise<void> {
  const { app, key: form } = accessFor(ctx, ref, 'view').form;
  await ctx.pool.query(
    `UPDATE ${relation(ctx, 'personal_view')}
     SET pos = coalesce(array_position($4::uuid[], id), cardinality($4::uuid[]) + 1 + pos)
     WHERE member_id = $1 AND app = $2 AND form = $3`,
    [ctx.actor.id, app, form, ids],
  );
}
