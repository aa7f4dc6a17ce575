import { type CompiledForm, type Effect, effectName, effectsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, type Contract, issueMessage, type ReplyOf } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { scoped } from '../access/scoped.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { readPage } from '../query/page.ts';
import { DEFAULT_SORT } from '../query/sort.ts';
import { titleText } from '../query/titles.ts';
import { totalOf } from '../query/total.ts';
import type { RecordBody } from '../types.ts';
import { conditionOf } from './impact.ts';
import { draftPlan } from './plan.ts';
import type { DefinitionRef } from './ref.ts';
import { faultsOf, NAMED, scanRecords } from './scan.ts';

type TouchedList = ReplyOf<Contract['listTouched']>;

/**
 * The records that a change in the draft touches, the newest first: their titles and what there is about each.
 * Errors: definition_not_found (no draft, or no such effect in it any more), forbidden.
 */
export async function listTouched(ctx: Ctx, ref: DefinitionRef, name: string): Promise<TouchedList> {
  const drafted = await draftPlan(ctx, ref);
  const { before, form, changes, base } = drafted.form ?? {};
  const effect =
    before?.state === 'ok' && form
      ? effectsOf(before, form, changes ?? []).find((one) => effectName(one) === name)
      : undefined;
  if (before?.state !== 'ok' || !form || !base || !effect) throw new AppError('definition_not_found');
  const at = { ...ctx, catalog: base };
  const found = await recordsOf(at, before, form, effect);
  return {
    total: found.total,
    atLeast: found.atLeast,
    records: found.records.map((record) => ({
      id: record.id,
      title: titleOf(at, before, record),
      about: aboutOf(at, before, form, effect, record),
    })),
  };
}

async function recordsOf(ctx: Ctx, before: CatalogForm, after: CompiledForm, effect: Effect) {
  const condition = conditionOf(ctx, before, effect);
  if (!condition) {
    const { found, all } = await scanRecords(ctx, before, after, [effect]);
    const { count = 0, records = [] } = found.get(effect) ?? {};
    return { total: count, atLeast: !all, records };
  }
  const scope = scoped(ctx, before.ref, 'view');
  const where = [scope.lower(condition)];
  const [page, total] = await Promise.all([
    readPage(scope, { where, fields: undefined, sort: DEFAULT_SORT, limit: NAMED }),
    totalOf(scope, where, 'exact'),
  ]);
  return { total: total?.value ?? 0, atLeast: false, records: page.records };
}

function titleOf(ctx: Ctx, form: CatalogForm, { values }: RecordBody): string {
  const value = values[form.titleField] as Value | undefined;
  return value === null || value === undefined ? '' : titleText(ctx, form.fields.get(form.titleField), value);
}

/** The value that stands there now, and what the new form would say of it. */
function aboutOf(
  ctx: Ctx,
  before: CatalogForm,
  after: CompiledForm,
  { change, touches }: Effect,
  record: RecordBody,
): string[] {
  const [key = ''] = (change.field ?? '').split('.');
  const field = before.fields.get(key);
  const value = (record.values[key] ?? null) as Value;
  const values = record.values as Record<string, Value>;
  const said = faultsOf(after, record, envOf(ctx))
    // What makes it one of these records, not what else is wrong with it.
    .filter((issue) => touches(values, [issue]) && !touches(values, []))
    .map((issue) => issueMessage(issue, ctx.locale));
  // Rows say nothing in one line.
  const shown =
    field && !field.owned && value !== null
      ? [field.type.format(value, field.config, { locale: ctx.locale, tz: ctx.catalog.workspace.tz })]
      : [];
  return [...shown.map((text) => [...text].slice(0, 100).join('')), ...new Set(said)];
}
