import type { CompiledForm } from '@trellis/forms/model';
import type { Change, Issue } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../contract.ts';
import { duplicatesIssue } from '../storage/apply.ts';
import { countDuplicates } from '../storage/duplicates.ts';
import { quoteName } from '../storage/names.ts';
import type { StoragePlan } from '../storage/plan.ts';

/** Living records that a change touches. */
export interface Impact {
  readonly change: Change;
  readonly code: 'values_missing' | 'values_binned' | 'values_without_option';
  readonly count: number;
}

export interface ImpactInput {
  readonly before: CatalogForm | undefined;
  readonly after: CompiledForm;
  readonly changes: readonly Change[];
  readonly plan: StoragePlan;
}

/**
 * Counts what a change means for the records there are: required fields without a value, values of removed fields and
 * options, values that stand in the way of a unique field (an issue: it can't be published).
 */
export async function impactOf(
  ctx: Ctx,
  { before, after, changes, plan }: ImpactInput,
): Promise<{ impacts: Impact[]; issues: Issue[] }> {
  const impacts: Impact[] = [];
  const issues: Issue[] = [];
  // A form without records yet, or one whose table can't be trusted.
  if (before?.state !== 'ok') return { impacts, issues };
  const { schema } = ctx.catalog.workspace;
  const count = countWhere(ctx, schema, before.table);
  const note = async (change: Change, code: Impact['code'], where: string, params: unknown[] = []) => {
    const found = await count(where, params);
    if (found > 0) impacts.push({ change, code, count: found });
  };
  const added = new Set(
    plan.expand.flatMap((step) => (step.kind === 'add_columns' ? step.columns.map((c) => c.column) : [])),
  );
  for (const change of changes) {
    const { field } = change;
    if (field === undefined) continue;
    if (change.code === 'field_removed') {
      const column = before.columns.get(field);
      if (column) await note(change, 'values_binned', `${quoteName(column)} is not null`);
      continue;
    }
    const column = plan.columns.find((c) => c.field === field && c.state === 'live')?.column;
    const compiled = after.fields.get(field);
    if (column === undefined || !compiled) continue;
    const name = quoteName(column);
    if (change.code === 'required_added')
      await note(change, 'values_missing', added.has(column) ? 'true' : `${name} is null`);
    if (change.code === 'unique_added' && !added.has(column)) {
      const doubled = await countDuplicates(ctx.pool, schema, before.table, column);
      if (doubled > 0) issues.push(withoutForm(duplicatesIssue(after.key, field, doubled)));
    }
    const options = compiled.type.options?.(compiled.config)?.map((option) => option.key) ?? [];
    // One count for all options that went, at the first of them.
    const first = changes.find((c) => c.code === 'option_removed' && c.field === field);
    if (change === first)
      await note(
        change,
        'values_without_option',
        compiled.many ? `not ${name} <@ $1::text[]` : `not ${name} = any($1::text[])`,
        [options],
      );
  }
  return { impacts, issues };
}

const countWhere = (ctx: Ctx, schema: string, table: string) => async (where: string, params: unknown[]) => {
  const { rows } = await ctx.pool.query<{ count: string }>(
    `select count(*) as count from ${quoteName(schema)}.${quoteName(table)} where _deleted_at is null and ${where}`,
    params,
  );
  return Number(rows[0]?.count ?? 0);
};

/** ["forms", key, …] → […]: the plan of one document speaks of that document. */
const withoutForm = (issue: Issue): Issue => ({ ...issue, path: issue.path.slice(2) });
