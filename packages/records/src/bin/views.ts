import {
  AppError,
  BIN_DAYS,
  type BodyOf,
  type Contract,
  isId,
  type ReplyOf,
  type ViewDocument,
} from '@trellis/metadata';
import { accessFor, findAccess } from '../access/policy.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { goneFor, leftOf } from '../views/check.ts';
import { savePersonalView } from '../views/personal.ts';
import { saveViews } from '../views/save.ts';
import { countBin } from './query.ts';

type Bin = ReplyOf<Contract['listBin']>;

interface Row {
  /** A key, or an id. */
  readonly name: string;
  readonly form: string | null;
  readonly document: string;
  readonly deletedAt: string;
  readonly by: string | null;
}

/** What lies in the bin of an app: how many records of each form, and the views that the member may bring back. */
export async function listBin(ctx: Ctx, app: string): Promise<Bin> {
  const [forms, own, shared] = await Promise.all([
    countBin(ctx, app),
    ownViews(ctx, app),
    ctx.actor.admin ? sharedViews(ctx, app) : [],
  ]);
  const views = [...own.map(asBinned(true)), ...shared.map(asBinned(false))]
    .filter(({ form }) => findAccess(ctx, `${app}:${form}`)?.actions.has('view'))
    .sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1));
  return { forms, views };
}

const asBinned =
  (own: boolean) =>
  ({ document, form, ...row }: Row): Bin['views'][number] => {
    const view = JSON.parse(document) as ViewDocument;
    return { ...row, own, form: form ?? view.form, label: view.label, kind: view.kind };
  };

async function ownViews(ctx: Ctx, app: string, id: string | null = null): Promise<readonly Row[]> {
  const { rows } = await ctx.pool.query<Row>(
    `SELECT v.id AS name, v.form, v.document, v.deleted_at AS "deletedAt", m.name AS "by"
     FROM ${relation(ctx, 'personal_view')} AS v LEFT JOIN ${relation(ctx, 'member')} AS m ON m.id = v.member_id
     WHERE v.member_id = $1 AND v.app = $2 AND ($3::uuid IS NULL OR v.id = $3)
       AND v.deleted_at > $4::timestamptz - interval '${BIN_DAYS} days'`,
    [ctx.actor.id, app, id, ctx.now],
  );
  return rows;
}

/** Views that all shared: their last versions. */
async function sharedViews(ctx: Ctx, app: string, key: string | null = null): Promise<readonly Row[]> {
  const { rows } = await ctx.pool.query<Row>(
    `SELECT d.key AS name, NULL AS form, v.document, d.updated_at AS "deletedAt", m.name AS "by"
     FROM ${relation(ctx, 'definition')} AS d
       JOIN ${relation(ctx, 'definition_version')} AS v USING (kind, app, key, version)
       LEFT JOIN ${relation(ctx, 'member')} AS m ON m.id = d.updated_by
     WHERE d.kind = 'view' AND d.app = $1 AND ($2::text IS NULL OR d.key = $2) AND d.published IS NULL
       AND d.updated_at > $3::timestamptz - interval '${BIN_DAYS} days'`,
    [app, key, ctx.now],
  );
  return rows;
}

/**
 * Brings a deleted view back, without the fields that are gone by now.
 * Errors: not_found, form_not_found, forbidden (a view that all share), definition_invalid and validation_failed (it can't be
 * shown without what is gone).
 */
export async function restoreView(
  ctx: Ctx,
  app: string,
  { form, name }: BodyOf<Contract['restoreView']>,
): Promise<void> {
  const access = accessFor(ctx, `${app}:${form}`, 'view');
  const own = isId(name);
  if (!own) requireAdmin(ctx);
  const [found] = own ? await ownViews(ctx, app, name) : await sharedViews(ctx, app, name);
  const document = found && (JSON.parse(found.document) as ViewDocument);
  if (document?.form !== form) throw new AppError('not_found');
  const { view } = leftOf(document, goneFor(access));
  if (own) await savePersonalView(ctx, `${app}:${form}`, name, view);
  else await saveViews(ctx, app, { [name]: view });
}
