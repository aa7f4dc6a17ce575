import { AppError, type Issue, issueMessage, type LocalText, localText } from '@trellis/metadata';
import { documentIssues, schemaIssues } from '@trellis/metadata/ajv';
import type { Catalog, Ctx } from '../../contract.ts';
import { quoteName } from '../../storage/names.ts';
import { requireAdmin } from '../guard.ts';
import { type PublishOptions, publishChanges } from '../publish-changes.ts';
import type { LeftOut } from './fit.ts';
import { type Parcel, parcelSchema } from './parcel.ts';
import { type Settled, settle } from './settle.ts';

export interface Added {
  /** Key in the parcel → key in the app. */
  readonly forms: ReadonlyMap<string, string>;
  /** What had no meaning in this app, in the caller's words. */
  readonly left: readonly { readonly form: string; readonly name: string; readonly message: string }[];
}

export interface AddOptions extends Pick<PublishOptions, 'signal'> {
  readonly label?: LocalText | undefined;
  readonly below?: string | undefined;
  /** Puts records into the new forms before anybody sees them; when it throws, nothing of all this was done. */
  readonly fill?: ((catalog: Catalog, settled: Settled) => Promise<void>) | undefined;
}

/**
 * Adds forms to an app with their views, their option sets and places in its menu, and publishes all of it at once.
 * Errors: definition_not_found (no such app), definition_invalid (paths into the parcel or the app), busy, forbidden.
 */
export async function addForms(
  ctx: Ctx,
  app: string,
  given: unknown,
  { label, below, fill, signal }: AddOptions = {},
): Promise<Added> {
  requireAdmin(ctx);
  const parcel = readParcel(given);
  const taken = await takenKeys(ctx, app);
  const others = new Map([...ctx.catalog.forms].filter(([, form]) => form.app !== app));
  let settled: Settled | undefined;
  await publishChanges(
    ctx,
    app,
    (published) => {
      if (!published) throw new AppError('definition_not_found');
      settled = settle({ app, published, parcel, taken, others, label, below });
      return settled.bundle;
    },
    { signal, fill: fill && ((catalog) => fill(catalog, settled as Settled)) },
  );
  const { forms, left } = settled ?? { forms: new Map(), left: [] };
  return { forms, left: left.map((one) => worded(ctx, one)) };
}

const worded = (ctx: Ctx, { form, label, issue }: LeftOut) => ({
  form,
  name: localText(label, ctx.locale),
  message: issueMessage(issue, ctx.locale),
});

/** A parcel as anybody may send it. Errors: definition_invalid. */
function readParcel(given: unknown): Parcel {
  refuse(schemaIssues(parcelSchema, given));
  const parcel = given as Parcel;
  const at = (path: Issue['path'], issues: readonly Issue[]) =>
    issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  const ofKind = (kind: 'form' | 'view', documents: Readonly<Record<string, unknown>>) =>
    Object.entries(documents).flatMap(([key, document]) =>
      at([`${kind}s`, key], documentIssues(kind, document)),
    );
  refuse([...ofKind('form', parcel.forms), ...ofKind('view', parcel.views)]);
  return parcel;
}

const MAX_ISSUES = 20;

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new AppError('definition_invalid', { issues: issues.slice(0, MAX_ISSUES) });
}

/** Keys of all definitions of the app, drafts that were never published included. */
async function takenKeys(ctx: Ctx, app: string): Promise<{ form: Set<string>; view: Set<string> }> {
  const { rows } = await ctx.pool.query<{ kind: string; key: string }>(
    `select kind, key from ${quoteName(ctx.catalog.workspace.schema)}.definition where app = $1`,
    [app],
  );
  const of = (kind: string) => new Set(rows.flatMap((row) => (row.kind === kind ? [row.key] : [])));
  return { form: of('form'), view: of('view') };
}
