import { randomBytes } from 'node:crypto';
import { inTransaction, type Pool, type Queryable } from '@trellis/db';
import { AppError, type Issue, type PublicSettings } from '@trellis/metadata';
import { accessTo } from '../access/policy.ts';
import type { CatalogForm, Ctx, Workspace } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { quoteName } from '../storage/names.ts';
import type { Offered } from '../types.ts';
import { settingsIssues, settingsWarnings } from './check.ts';

/** A form as it is offered to the public. */
export interface PublicForm {
  /** "app:form". */
  readonly form: string;
  readonly token: string;
  readonly settings: PublicSettings;
  readonly passwordHash: string | null;
  /** Grows with each change of the settings. */
  readonly revision: number;
}

/** Who stands as the maker of what visitors send in: a member who can't log in and whom nobody can choose. */
export const PUBLIC_MEMBER = '00000000-0000-7000-8000-000000000001';

const tableOf = ({ schema }: Pick<Workspace, 'schema'>, name: string) => `${quoteName(schema)}.${name}`;
const newToken = () => randomBytes(18).toString('base64url');

interface Row extends Omit<PublicForm, 'form'> {
  readonly app: string;
  readonly key: string;
}
const COLUMNS = 'app, form AS key, token, settings, password_hash AS "passwordHash", revision';

/** The form behind a link; undefined for a link that nobody gave out, or that is turned off. */
export async function findPublicForm(
  pool: Pool,
  workspace: Workspace,
  token: string,
): Promise<PublicForm | undefined> {
  const { rows } = await pool.query<Row>(
    `SELECT ${COLUMNS} FROM ${tableOf(workspace, 'public_form')} WHERE token = $1 AND enabled`,
    [token],
  );
  const [row] = rows;
  return row && { ...row, form: `${row.app}:${row.key}` };
}

interface Place {
  readonly app: string;
  readonly form: string;
}

/** How a form is offered; one that never was gets the settings that it would begin with. Errors: form_not_found. */
export async function getPublicForm(ctx: Ctx, place: Place): Promise<Offered> {
  return offeredOf(ctx.pool, ctx, place, formAt(ctx, place));
}

/**
 * Changes how a form is offered. The first time, it gets its link.
 * @param passwordHash undefined keeps the password, null removes it
 * Errors: form_not_found, validation_failed with paths inside the settings.
 */
export async function savePublicForm(
  ctx: Ctx,
  place: Place,
  settings: PublicSettings,
  passwordHash: string | null | undefined,
): Promise<Offered> {
  const found = formAt(ctx, place);
  const issues: readonly Issue[] = settingsIssues(found, settings);
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const { workspace } = ctx.catalog;
  return inTransaction(ctx.pool, async ({ client }) => {
    await client.query(
      `INSERT INTO ${tableOf(workspace, 'member')} (id, name, disabled_at) VALUES ($1, '公开表单', now())
       ON CONFLICT (id) DO NOTHING`,
      [PUBLIC_MEMBER],
    );
    await client.query(
      `INSERT INTO ${tableOf(workspace, 'public_form')} AS f
         (app, form, token, enabled, settings, password_hash, updated_at, updated_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (app, form) DO UPDATE SET enabled = excluded.enabled, settings = excluded.settings,
         password_hash = CASE WHEN $9 THEN excluded.password_hash ELSE f.password_hash END,
         revision = f.revision + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
      [
        place.app,
        place.form,
        newToken(),
        settings.enabled,
        JSON.stringify(settings),
        passwordHash ?? null,
        ctx.now,
        ctx.actor.id,
        passwordHash !== undefined,
      ],
    );
    return offeredOf(client, ctx, place, found);
  });
}

/** Gives the form another link; the old one is nothing any more. Errors: form_not_found, public_form_not_found. */
export async function renewPublicLink(ctx: Ctx, place: Place): Promise<Offered> {
  const form = formAt(ctx, place);
  const { rowCount } = await ctx.pool.query(
    `UPDATE ${tableOf(ctx.catalog.workspace, 'public_form')} SET token = $3, revision = revision + 1
     WHERE app = $1 AND form = $2`,
    [place.app, place.form, newToken()],
  );
  if (!rowCount) throw new AppError('public_form_not_found');
  return offeredOf(ctx.pool, ctx, place, form);
}

function formAt(ctx: Ctx, { app, form }: Place): CatalogForm {
  requireAdmin(ctx);
  return accessTo(ctx, `${app}:${form}`).form;
}

async function offeredOf(
  db: Queryable,
  ctx: Ctx,
  { app, form }: Place,
  offered: CatalogForm,
): Promise<Offered> {
  const { workspace } = ctx.catalog;
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM ${tableOf(workspace, 'public_form')} WHERE app = $1 AND form = $2`,
    [app, form],
  );
  const { rows: counted } = await db.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${tableOf(workspace, 'public_submission')} WHERE app = $1 AND form = $2 AND done`,
    [app, form],
  );
  const [row] = rows;
  const settings = row?.settings ?? { enabled: false };
  return {
    settings,
    token: row?.token ?? '',
    hasPassword: row?.passwordHash != null,
    submissions: Number(counted[0]?.count ?? 0),
    warnings: settingsWarnings(offered, settings),
  };
}
