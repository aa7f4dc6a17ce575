import {
  AppError,
  adjusted,
  isId,
  type ViewAdjustment,
  type ViewDocument,
  viewAdjustmentSchema,
  viewWithout,
} from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import { type Access, accessFor, findAccess } from '../access/policy.ts';
import { prunedView } from '../access/prune.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { goneFor, issuesOf, leftOf as leftOfView, readView, refuse } from './check.ts';
import type { PersonalView } from './personal.ts';

/** How a member adjusted a view. */
export interface Adjustment {
  readonly app: string;
  readonly form: string;
  /** Key of a view, or id of one of their own. */
  readonly view: string;
  readonly document: ViewAdjustment;
}

/** Characters of an adjustment. */
const MOST_TEXT = 100_000;
/** Under this name it is kept which view a form opens with. */
const WHOLE_FORM = '';

/**
 * What the member adjusted, and the view that each form opens with, by "app:form".
 * @param own the member's own views
 */
export async function listAdjustments(
  ctx: Ctx,
  own: readonly PersonalView[],
): Promise<{ readonly adjustments: Adjustment[]; readonly opens: Record<string, string> }> {
  const { rows } = await ctx.pool.query<Omit<Adjustment, 'document'> & { readonly document: string }>(
    `SELECT app, form, view, document FROM ${relation(ctx, 'view_setting')} WHERE member_id = $1
     ORDER BY app, form, view`,
    [ctx.actor.id],
  );
  const adjustments: Adjustment[] = [];
  const opens: Record<string, string> = {};
  for (const { document, ...row } of rows) {
    const ref = `${row.app}:${row.form}`;
    const access = findAccess(ctx, ref);
    if (!access?.actions.has('view') || access.form.state !== 'ok') continue;
    const view = own.find(({ id }) => id === row.view)?.document ?? shownView(ctx, access, row.view);
    if (row.view === WHOLE_FORM) opens[ref] = (JSON.parse(document) as { view: string }).view;
    // Under a lock an adjustment waits until the view is opened again.
    else if (view && !view.locked) {
      const left = leftOf(access, view.kind, JSON.parse(document) as ViewAdjustment);
      adjustments.push({ ...row, document: left });
    }
  }
  return { adjustments, opens };
}

/**
 * Keeps how the member wants to see a view.
 * Errors: form_not_found, forbidden, not_found (no such view), view_locked, payload_too_large, validation_failed (paths into
 * `adjustment`).
 */
export async function adjustView(ctx: Ctx, ref: string, name: string, document: unknown): Promise<void> {
  const access = accessFor(ctx, ref, 'view');
  const view = await viewNamed(ctx, access, name);
  if (view.locked) throw new AppError('view_locked');
  const adjustment = readAdjustment(access, view, document);
  const text = JSON.stringify(adjustment);
  if (text.length > MOST_TEXT) throw new AppError('payload_too_large');
  await save(ctx, access, name, text);
}

/** Takes the member's adjustments of a view back. */
export async function resetView(ctx: Ctx, ref: string, name: string): Promise<void> {
  await remove(ctx, accessFor(ctx, ref, 'view'), name);
}

/** Chooses the view that a form opens with for the member. Errors: form_not_found, forbidden, not_found. */
export async function openWith(ctx: Ctx, ref: string, name: string | null): Promise<void> {
  const access = accessFor(ctx, ref, 'view');
  if (name === null) return remove(ctx, access, WHOLE_FORM);
  await viewNamed(ctx, access, name);
  await save(ctx, access, WHOLE_FORM, JSON.stringify({ view: name }));
}

async function save(ctx: Ctx, { form }: Access, name: string, text: string): Promise<void> {
  await ctx.pool.query(
    `INSERT INTO ${relation(ctx, 'view_setting')} (member_id, app, form, view, document)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (member_id, app, form, view) DO UPDATE SET document = excluded.document, updated_at = now()`,
    [ctx.actor.id, form.app, form.key, name, text],
  );
}

async function remove(ctx: Ctx, { form }: Access, name: string): Promise<void> {
  await ctx.pool.query(
    `DELETE FROM ${relation(ctx, 'view_setting')} WHERE member_id = $1 AND app = $2 AND form = $3 AND view = $4`,
    [ctx.actor.id, form.app, form.key, name],
  );
}

/** A view of the form by its key as the member sees it; one that forms show for want of any has no settings yet. */
function shownView({ catalog }: Ctx, access: Access, name: string): ViewDocument | undefined {
  const { app, key: form } = access.form;
  const view = catalog.views.get(`${app}:${name}`);
  if (view?.form === form) return prunedView(access, view);
  const any = [...catalog.views].some(([ref, one]) => ref.startsWith(`${app}:`) && one.form === form);
  return any || name === WHOLE_FORM
    ? undefined
    : { vocabulary: 1, form, kind: name, label: { zh: name }, config: {} };
}

async function viewNamed(ctx: Ctx, access: Access, name: string): Promise<ViewDocument> {
  if (!isId(name)) {
    const view = shownView(ctx, access, name);
    if (!view) throw new AppError('not_found');
    return view;
  }
  const { rows } = await ctx.pool.query<{ document: string }>(
    `SELECT document FROM ${relation(ctx, 'personal_view')}
     WHERE member_id = $1 AND app = $2 AND form = $3 AND id = $4 AND deleted_at IS NULL`,
    [ctx.actor.id, access.form.app, access.form.key, name],
  );
  if (!rows[0]) throw new AppError('not_found');
  return leftOfView(JSON.parse(rows[0].document) as ViewDocument, goneFor(access)).view;
}

/** Structure by its schema, meaning by that of the view with it. Errors: validation_failed. */
function readAdjustment(access: Access, view: ViewDocument, document: unknown): ViewAdjustment {
  refuse(schemaIssues(viewAdjustmentSchema, document), ['adjustment']);
  const adjustment = document as ViewAdjustment;
  // What the view itself may have wrong by now is not this member's doing.
  const { vocabulary, form, kind, label, config } = view;
  const quick = Object.keys(adjustment.quick ?? {});
  const tried = adjusted({ vocabulary, form, kind, label, config, quick }, adjustment);
  if (adjustment.config) readView(access, tried, ['adjustment']);
  else
    refuse(
      issuesOf(access, tried).filter(({ path }) => path[0] !== 'config'),
      ['adjustment'],
    );
  return adjustment;
}

/** An adjustment without what is gone. */
function leftOf(access: Access, kind: string, adjustment: ViewAdjustment): ViewAdjustment {
  const { field, reads } = goneFor(access);
  const { quick, folded, config, ...parts } = adjustment;
  const as = (own: ViewDocument['config']): ViewDocument | undefined =>
    viewWithout({ vocabulary: 1, form: '', kind, label: { zh: kind }, ...parts, config: own }, field, reads);
  const left = as(config ?? {}) ?? as({});
  const { sort, group, totals, rowHeight } = left ?? {};
  const kept = quick && Object.fromEntries(Object.entries(quick).filter(([key]) => !field(key)));
  const lighter = config && as(config)?.config;
  return {
    ...(sort && { sort }),
    ...(group && { group }),
    ...(totals && { totals }),
    ...(rowHeight && { rowHeight }),
    ...(lighter && { config: lighter }),
    ...(folded && { folded }),
    ...(kept && { quick: kept }),
  };
}
