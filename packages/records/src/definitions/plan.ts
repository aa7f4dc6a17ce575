import { type CompiledForm, changeWords, compileForm, effectName, fieldLabel } from '@trellis/forms/model';
import {
  AppError,
  type Change,
  type Contract,
  type DefinitionDocuments,
  type DefinitionKind,
  diffForm,
  type FormDocument,
  type Issue,
  issueMessage,
  localText,
  type ReplyOf,
} from '@trellis/metadata';
import { buildCatalog } from '../catalog/build.ts';
import { readCatalogRows } from '../catalog/read.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { lanesOf } from '../storage/lanes.ts';
import { planStorage, type StoragePlan } from '../storage/plan.ts';
import { readStorage } from '../storage/read.ts';
import { publishedBundle } from './bundle.ts';
import { inspectChange } from './check.ts';
import { convertedFields } from './convert/items.ts';
import { type ConversionExample, type ConversionPreview, previewConversions } from './convert/preview.ts';
import { requireDesigner } from './guard.ts';
import { type Impact, impactOf } from './impact.ts';
import { readDefinition } from './read.ts';
import { type DefinitionRef, pathInDocument, withDocument } from './ref.ts';

export type PublishPlan = ReplyOf<Contract['planPublish']>;
export type PlanStep = PublishPlan['steps'][number];

/** A draft as it would be published. */
interface DraftPlan {
  readonly published: string | null;
  readonly draft: DefinitionDocuments[DefinitionKind];
  /** Why it can't be; paths into the document. */
  readonly issues: readonly Issue[];
  /** Of a form that can be read. */
  readonly form?: FormPlan;
}
interface FormPlan {
  /** The catalog as it is published. */
  readonly base: Catalog;
  readonly before: CatalogForm | undefined;
  /** The form as it would be. */
  readonly form: CompiledForm;
  readonly storage: StoragePlan;
  readonly changes: readonly Change[];
}

/** What the draft of a definition would change. Errors: definition_not_found (no draft), forbidden. */
export async function draftPlan(ctx: Ctx, ref: DefinitionRef): Promise<DraftPlan> {
  requireDesigner(ctx, ref);
  const { workspace } = ctx.catalog;
  const row = await readDefinition(ctx, ref);
  const rows = await readCatalogRows(ctx.pool, workspace.schema);
  const published = publishedBundle(rows, ref.app);
  if (row?.draft == null || !published) throw new AppError('definition_not_found');
  const base = buildCatalog(workspace, rows, ctx.catalog);
  const draft = JSON.parse(row.draft) as DefinitionDocuments[DefinitionKind];
  const { issues, bundle } = inspectChange(base, ref.app, published, withDocument(published, ref, draft));
  const own = issues.map((issue) => pathInDocument(issue, ref));
  const found = { published: row.published, draft, issues: own };
  if (!bundle || ref.kind !== 'form') return found;

  const after = bundle.forms[ref.key] as FormDocument;
  const before = base.forms.get(`${ref.app}:${ref.key}`);
  const form = compileForm(`${ref.app}:${ref.key}`, after);
  const stored = await readStorage(ctx.pool, workspace.schema, ref.app);
  const storage = planStorage({
    schema: workspace.schema,
    form,
    lanes: lanesOf(bundle, ref.key),
    storage: before ? stored.forms.get(form.ref) : undefined,
    taken: stored.relations,
    converted: convertedFields(before, form),
  });
  const changes = diffForm(before?.document ?? null, after);
  return { ...found, form: { base, before, form, storage, changes } };
}

/**
 * What publishing the draft would do, in words, with the number of records that it touches; nothing is changed.
 * With issues it can't be published. Errors: definition_not_found (no draft), forbidden.
 */
export async function planPublish(ctx: Ctx, ref: DefinitionRef): Promise<PublishPlan> {
  const { published, draft, issues, form: planned } = await draftPlan(ctx, ref);
  if (!planned)
    return { issues: mutable(issues), steps: ref.kind === 'form' ? [] : otherSteps(ctx, published, draft) };
  const { base, before, form, storage, changes } = planned;
  const at = { ...ctx, catalog: base };
  const conversions = issues.length === 0 ? await previewConversions(at, form) : [];
  const impacts = await impactOf(at, { before, after: form, changes, plan: storage });
  return {
    issues: mutable([...issues, ...storage.issues, ...impacts.issues]),
    steps: changes
      .flatMap((change) => formSteps(ctx, planned, change, impacts.impacts))
      .concat(conversions.flatMap((one) => conversionSteps(ctx, one))),
  };
}

function formSteps(
  ctx: Ctx,
  { before, form }: FormPlan,
  change: Change,
  impacts: readonly Impact[],
): PlanStep[] {
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  const { message, details } = changeWords({ before, after: form }, change, env);
  const { code, params, risky } = change;
  const step: PlanStep = { code, params, risky, message, ...(details ? { details: [...details] } : {}) };
  const counted = impacts
    .filter(({ effect }) => effect.change === change)
    .map(({ effect, count, atLeast }): PlanStep => {
      const told = { code: effect.code, params: { count } };
      const message = issueMessage({ path: [], ...told }, ctx.locale, effectLabel(ctx, form, change));
      const most = atLeast ? issueMessage({ path: [], code: 'at_least' }, ctx.locale) : '';
      return { ...told, risky: true, message: most + message, open: effectName(effect) };
    });
  return [step, ...counted];
}

/** The field that an effect is about, as people call it. */
function effectLabel(ctx: Ctx, form: CompiledForm, { field }: Change): string | undefined {
  if (field === undefined) return undefined;
  return form.fields.has(field.split('.')[0] ?? '') ? fieldLabel(form, field, ctx.locale) : undefined;
}

/** How many values a change of type takes along, and which it can't. */
function conversionSteps(ctx: Ctx, preview: ConversionPreview): PlanStep[] {
  const { labels, converted, lost, examples } = preview;
  const label = labels.map((one) => localText(one, ctx.locale)).join(' / ');
  const details = examples.map((example) => exampleText(ctx, example));
  const step = (code: string, count: number, risky: boolean): PlanStep => ({
    code,
    params: { count },
    risky,
    message: issueMessage({ path: [], code, params: { count } }, ctx.locale, label),
  });
  return [
    ...(converted > 0 ? [step('values_converted', converted, false)] : []),
    ...(lost > 0 ? [{ ...step('values_not_converted', lost, true), details }] : []),
  ];
}

/** A value that is lost, why, and where the first one of it is to be found. */
function exampleText(ctx: Ctx, { text, count, why, record, row }: ConversionExample): string {
  const place: Issue =
    row === undefined
      ? { path: [], code: 'value_in', params: { record } }
      : { path: [], code: 'value_in_row', params: { record, row } };
  const where = record === '' ? '' : issueMessage(place, ctx.locale);
  return `“${text}”${count > 1 ? ` × ${count}` : ''} ${why}${where}`;
}

function otherSteps(
  ctx: Ctx,
  published: string | null,
  draft: DefinitionDocuments[DefinitionKind],
): PlanStep[] {
  if (published === JSON.stringify(draft)) return [];
  const { label } = draft as { label?: { zh: string; en?: string } };
  const code = published === null ? 'definition_created' : 'definition_changed';
  const params = { name: label ? localText(label, ctx.locale) : '' };
  return [{ code, params, risky: false, message: issueMessage({ path: [], code, params }, ctx.locale) }];
}

/** Issues as the contract's type has them. */
export const mutable = (issues: readonly Issue[]): PublishPlan['issues'] =>
  issues.map((issue) => ({
    ...issue,
    path: [...issue.path],
    ...(issue.params && { params: { ...issue.params } }),
  })) as PublishPlan['issues'];
