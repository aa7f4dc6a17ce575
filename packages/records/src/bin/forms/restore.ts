import { resolveRef } from '@trellis/forms/model';
import {
  type AppBundle,
  AppError,
  type BodyOf,
  type Contract,
  type FormDocument,
  issueMessage,
  type LocalText,
  localText,
  type ReplyOf,
} from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { requireAdmin } from '../../definitions/guard.ts';
import { fitting, type LeftOut } from '../../definitions/parcel/fit.ts';
import { withMenuItems } from '../../definitions/parcel/menu.ts';
import { publishChanges } from '../../definitions/publish-changes.ts';
import { quoteName } from '../../storage/names.ts';

interface Place {
  readonly app: string;
  readonly key: string;
}

/**
 * Brings a deleted form back with all that hangs on it. What of it, and of its views, names things that are gone by now goes
 * without them, and is told. Its computed values are worked out anew: what they read may have moved meanwhile.
 * Errors: not_found (not in the bin, or being deleted for good), definition_invalid, busy, forbidden.
 */
export async function restoreForm(
  ctx: Ctx,
  place: Place,
  { label }: BodyOf<Contract['restoreForm']>,
): Promise<ReplyOf<Contract['restoreForm']>> {
  requireAdmin(ctx);
  const { app, key } = place;
  await requireBinned(ctx, place);
  const others = new Map([...ctx.catalog.forms].filter(([, form]) => form.app !== app));
  let left: readonly LeftOut[] = [];
  await publishChanges(
    ctx,
    app,
    (published) => {
      const document = published?.forms[key];
      if (!published || !document) throw new AppError('not_found');
      const named = label ? withLabel(document, label) : document;
      const found = fitting(app, withForm(published, key, named), namesOf(app, published, key), others);
      left = found.left;
      return found.bundle;
    },
    { revived: key },
  );
  ctx.log.info({ form: `${app}:${key}`, by: ctx.actor.id }, 'form brought back');
  return {
    left: left.map((one) => ({
      name: localText(one.label, ctx.locale),
      message: issueMessage(one.issue, ctx.locale),
    })),
  };
}

async function requireBinned(ctx: Ctx, { app, key }: Place): Promise<void> {
  const { rows } = await ctx.pool.query(
    `select from ${quoteName(ctx.catalog.workspace.schema)}.form_storage
     where app = $1 and form = $2 and state = 'binned' and not purging`,
    [app, key],
  );
  if (rows.length === 0) throw new AppError('not_found');
}

const withForm = (bundle: AppBundle, key: string, document: FormDocument): AppBundle => ({
  ...bundle,
  app: withMenuItems(bundle.app, [key]),
  forms: { ...bundle.forms, [key]: document },
});

const withLabel = (document: FormDocument, label: LocalText): FormDocument => ({
  ...document,
  title: label.zh,
  trellis: { ...document.trellis, label },
});

/** The form and its views: what may be changed so that it fits again. */
function namesOf(app: string, { views }: AppBundle, key: string) {
  const own = Object.entries(views).flatMap(([name, view]) =>
    resolveRef(app, view.form) === `${app}:${key}` ? [name] : [],
  );
  return { forms: new Set([key]), views: new Set(own) };
}
