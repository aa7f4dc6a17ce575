import { type CompiledForm, compileForm, fieldTypes } from '@trellis/forms/model';
import {
  AppError,
  type Change,
  type Contract,
  changeMessage,
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
import type { Ctx } from '../contract.ts';
import { lanesOf } from '../storage/lanes.ts';
import { planStorage } from '../storage/plan.ts';
import { readStorage } from '../storage/read.ts';
import { publishedBundle } from './bundle.ts';
import { inspectChange } from './check.ts';
import { convertedFields } from './convert/items.ts';
import { type ConversionExample, type ConversionPreview, previewConversions } from './convert/preview.ts';
import { requireAdmin } from './guard.ts';
import { type Impact, impactOf } from './impact.ts';
import { readDefinition } from './read.ts';
import { type DefinitionRef, pathInDocument, withDocument } from './ref.ts';

export type PublishPlan = ReplyOf<Contract['planPublish']>;
export type PlanStep = PublishPlan['steps'][number];

/**
 * What publishing the draft would do, in words, with the number of records that it touches; nothing is changed.
 * With issues it can't be published. Errors: definition_not_found (no draft), forbidden.
 */
export async function planPublish(ctx: Ctx, ref: DefinitionRef): Promise<PublishPlan> {
  requireAdmin(ctx);
  const { workspace } = ctx.catalog;
  const row = await readDefinition(ctx, ref);
  const rows = await readCatalogRows(ctx.pool, workspace.schema);
  const published = publishedBundle(rows, ref.app);
  if (row?.draft == null || !published) throw new AppError('definition_not_found');
  const base = buildCatalog(workspace, rows, ctx.catalog);
  const draft = JSON.parse(row.draft) as DefinitionDocuments[DefinitionKind];
  const { issues, bundle } = inspectChange(base, ref.app, published, withDocument(published, ref, draft));
  const own = issues.map((issue) => pathInDocument(issue, ref));
  if (!bundle) return { issues: mutable(own), steps: [] };
  if (ref.kind !== 'form') return { issues: mutable(own), steps: otherSteps(ctx, row.published, draft) };

  const after = bundle.forms[ref.key] as FormDocument;
  const before = base.forms.get(`${ref.app}:${ref.key}`);
  const form = compileForm(`${ref.app}:${ref.key}`, after);
  const storage = await readStorage(ctx.pool, workspace.schema, ref.app);
  const plan = planStorage({
    schema: workspace.schema,
    form,
    lanes: lanesOf(bundle, ref.key),
    storage: before ? storage.forms.get(form.ref) : undefined,
    taken: storage.relations,
    converted: convertedFields(before, form),
  });
  const changes = diffForm(before?.document ?? null, after);
  const conversions = own.length === 0 ? await previewConversions({ ...ctx, catalog: base }, form) : [];
  const impacts = await impactOf(ctx, { before, after: form, changes, plan });
  return {
    issues: mutable([...own, ...plan.issues, ...impacts.issues]),
    steps: changes
      .flatMap((change) => formSteps(ctx, form, change, impacts.impacts))
      .concat(conversions.flatMap((one) => conversionSteps(ctx, one))),
  };
}

function formSteps(ctx: Ctx, form: CompiledForm, change: Change, impacts: readonly Impact[]): PlanStep[] {
  const { code, params, risky, field } = change;
  const message = changeMessage({ ...change, params: typesNamed(ctx, params) }, ctx.locale);
  const steps: PlanStep[] = [{ code, params, risky, message }];
  for (const impact of impacts) {
    if (impact.change !== change) continue;
    const label = field === undefined ? undefined : form.fields.get(field)?.meta.label;
    const counted = { code: impact.code, params: { count: impact.count } };
    const message = issueMessage({ path: [], ...counted }, ctx.locale, label && localText(label, ctx.locale));
    steps.push({ ...counted, risky: true, message });
  }
  return steps;
}

/** The types that a change is from and to, as people call them. */
function typesNamed(ctx: Ctx, params: Change['params']): Change['params'] {
  const named = Object.entries(params).map(([name, value]) => {
    const type = name === 'from' || name === 'to' ? fieldTypes.find(String(value)) : undefined;
    return [name, type ? localText(type.label, ctx.locale) : value];
  });
  return Object.fromEntries(named) as Change['params'];
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
