import { completeConfig, fieldTypes } from '@trellis/forms/model';
import {
  type AppBundle,
  AppError,
  type FieldSchema,
  type FormDocument,
  type Issue,
  type JsonObject,
  keyFromLabel,
  type LocalText,
  withColumns,
} from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { requireAdmin } from './guard.ts';
import { publishChanges } from './publish-changes.ts';
import { readDefinition } from './read.ts';

interface Place {
  readonly app: string;
  readonly form: string;
}

export interface NewField {
  readonly type: string;
  readonly label: LocalText;
  /** Settings that differ from the type's usual ones. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  /** Table view that shows it. */
  readonly view?: string | undefined;
}

/**
 * Adds an optional field to the end of a published form and publishes it at once, with a column in a view. A draft that
 * somebody is working on gets the field too. Answers its key.
 * Errors: definition_not_found, definition_invalid (paths into the field: label, type, config), busy, forbidden.
 */
export async function addField(ctx: Ctx, { app, form }: Place, field: NewField): Promise<string> {
  requireAdmin(ctx);
  const type = fieldTypes.find(field.type);
  if (!type)
    throw invalid({ path: ['type'], code: 'unknown_field_type', params: { type: field.type.slice(0, 40) } });
  const label = { ...field.label, zh: field.label.zh.normalize('NFC').trim() };
  if (label.zh === '') throw invalid({ path: ['label'], code: 'required' });
  const config = completeConfig(type, { ...type.config.defaults(), ...(field.config as JsonObject) });
  const schema: FieldSchema = { title: label.zh, trellis: { type: type.type, label, config } };
  const draft = await readDefinition(ctx, { kind: 'form', app, key: form });
  const used = await usedKeys(ctx, { app, form }, draft?.draft ?? null);
  const key = keyFromLabel(label.zh, used);
  await publishChanges(ctx, app, (published) => {
    const document = published?.forms[form];
    if (!published || !document) throw new AppError('definition_not_found');
    return {
      ...published,
      forms: { ...published.forms, [form]: withField(document, key, schema) },
      views: withColumn(published.views, { form, view: field.view }, key),
    };
  }).catch((error: unknown) => Promise.reject(atField(error, form, key)));
  if (draft?.draft != null) await addToDraft(ctx, { app, form }, draft.draft, key, schema);
  return key;
}

const withField = (document: FormDocument, key: string, schema: FieldSchema): FormDocument => ({
  ...document,
  properties: { ...document.properties, [key]: schema },
  trellis: { ...document.trellis, layout: [...document.trellis.layout, { kind: 'field', field: key }] },
});

/** The views of an app with a column more in one of them; others show the field when somebody wants it. */
function withColumn(
  views: AppBundle['views'],
  { form, view }: { readonly form: string; readonly view: string | undefined },
  key: string,
): AppBundle['views'] {
  const document = view === undefined ? undefined : views[view];
  if (view === undefined || document?.form !== form || document.kind !== 'table') return views;
  return { ...views, [view]: withColumns(document, [key]) };
}

/** Keys that mean something already: fields of the form and its draft, and deleted ones, whose data would come back. */
async function usedKeys(ctx: Ctx, { app, form }: Place, draft: string | null): Promise<ReadonlySet<string>> {
  const { rows } = await ctx.pool.query<{ field: string }>(
    `select field from ${quoteName(ctx.catalog.workspace.schema)}.field_storage where app = $1 and form = $2`,
    [app, form],
  );
  const drafted = draft === null ? {} : ((JSON.parse(draft) as Partial<FormDocument>).properties ?? {});
  const published = ctx.catalog.forms.get(`${app}:${form}`)?.document.properties ?? {};
  return new Set([...rows.map(({ field }) => field), ...Object.keys(published), ...Object.keys(drafted)]);
}

/** A draft that somebody is working on must not take the field away again when it is published. */
async function addToDraft(
  ctx: Ctx,
  { app, form }: Place,
  text: string,
  key: string,
  schema: FieldSchema,
): Promise<void> {
  const draft = JSON.parse(text) as Partial<FormDocument>;
  if (!draft.properties || !Array.isArray(draft.trellis?.layout)) return;
  await ctx.pool.query(
    `update ${quoteName(ctx.catalog.workspace.schema)}.definition set draft = $4, revision = revision + 1
     where kind = 'form' and app = $1 and key = $2 and draft = $3`,
    [app, form, text, JSON.stringify(withField(draft as FormDocument, key, schema))],
  );
}

const invalid = (issue: Issue): AppError => new AppError('definition_invalid', { issues: [issue] });

/** The same error with paths into the field. */
function atField(error: unknown, form: string, key: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'definition_invalid') return error;
  const issues = error.issues.map((issue) => {
    const [kind, of, part, name, , ...rest] = issue.path;
    const own = kind === 'forms' && of === form && part === 'properties' && name === key;
    return own ? { ...issue, path: rest } : issue;
  });
  return new AppError('definition_invalid', { issues, cause: error });
}
