import { type CompiledForm, type Effect, effectsOf } from '@trellis/forms/model';
import { type Checked, check } from '@trellis/logic';
import type { Change, Issue } from '@trellis/metadata';
import { scoped } from '../access/scoped.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { referenceTitles } from '../query/titles.ts';
import { totalOf } from '../query/total.ts';
import { duplicatesIssue, keyIssue } from '../storage/apply.ts';
import { countDuplicates } from '../storage/duplicates.ts';
import { keyConflicts } from '../storage/key-conflicts.ts';
import { storedKeys } from '../storage/keys.ts';
import type { StoragePlan } from '../storage/plan.ts';
import { scanRecords } from './scan.ts';

/** Living records that a change touches. */
export interface Impact {
  readonly effect: Effect;
  readonly count: number;
  /** Not all records were looked at: there may be more. */
  readonly atLeast: boolean;
}

export interface ImpactInput {
  readonly before: CatalogForm | undefined;
  readonly after: CompiledForm;
  readonly changes: readonly Change[];
  readonly plan: StoragePlan;
}

/**
 * What a change means for the records there are, counted: required fields without a value, values of removed fields and
 * options, records that would be refused by what is asked of them now; and values that stand in the way of a unique
 * field (an issue: it can't be published). Counted by the database where an expression can say it, else by looking at
 * the newest records one by one.
 * @param ctx its catalog is the published one
 */
export async function impactOf(
  ctx: Ctx,
  { before, after, changes, plan }: ImpactInput,
): Promise<{ impacts: Impact[]; issues: Issue[] }> {
  // A form without records yet, or one whose table can't be trusted.
  if (before?.state !== 'ok') return { impacts: [], issues: [] };
  const impacts: Impact[] = [];
  const looked: Effect[] = [];
  for (const effect of effectsOf(before, after, changes)) {
    const condition = conditionOf(ctx, before, effect);
    if (!condition) looked.push(effect);
    else impacts.push({ effect, count: await countOf(ctx, before, condition), atLeast: false });
  }
  if (looked.length > 0) {
    const { found, all } = await scanRecords(ctx, before, after, looked);
    for (const [effect, { count }] of found) impacts.push({ effect, count, atLeast: !all });
  }
  return {
    impacts: impacts.filter(({ count }) => count > 0),
    issues: [
      ...(await duplicates(ctx, before, after, changes, plan)),
      ...(await heldTwice(ctx, before, after, plan)),
    ],
  };
}

/** The condition of an effect over the published form; undefined where there is none that a query can ask. */
export function conditionOf(ctx: Ctx, before: CatalogForm, { filter }: Effect): Checked | undefined {
  if (filter === undefined) return undefined;
  const checked = check(filter, scoped(ctx, before.ref, 'view').access.scope, { root: 'condition' });
  return checked.ok ? checked.value : undefined;
}

async function countOf(ctx: Ctx, before: CatalogForm, condition: Checked): Promise<number> {
  const scope = scoped(ctx, before.ref, 'view');
  return (await totalOf(scope, [scope.lower(condition)], 'exact'))?.value ?? 0;
}

async function duplicates(
  ctx: Ctx,
  before: CatalogForm,
  after: CompiledForm,
  changes: readonly Change[],
  plan: StoragePlan,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const { code, field } of changes) {
    if (code !== 'unique_added' || field === undefined) continue;
    const column = before.columns.get(field);
    // A field that gets a column of its own is judged by its conversion.
    if (column === undefined || !plan.columns.some((c) => c.column === column && c.state === 'live'))
      continue;
    const doubled = await countDuplicates(ctx.pool, ctx.catalog.workspace.schema, before.table, column);
    if (doubled > 0) issues.push(withoutForm(duplicatesIssue(after.key, field, doubled)));
  }
  return issues;
}

/** Groups of records that are named where a key can't be kept, and records of each. */
const EXAMPLES = 3;

/** Keys that records which are there share. One whose fields get columns of their own is judged while it is built. */
async function heldTwice(
  ctx: Ctx,
  before: CatalogForm,
  after: CompiledForm,
  plan: StoragePlan,
): Promise<Issue[]> {
  const live = new Set(plan.columns.flatMap(({ column, state }) => (state === 'live' ? [column] : [])));
  const columns = new Map([...before.columns].filter(([, column]) => live.has(column)));
  const kept = new Set(storedKeys(before.table, before, before.columns).map(({ index }) => index));
  const issues: Issue[] = [];
  for (const key of storedKeys(before.table, after, columns)) {
    if (kept.has(key.index)) continue;
    const { count, groups } = await keyConflicts(ctx.pool, ctx.catalog.workspace.schema, before.table, key);
    if (count === 0) continue;
    const told = groups.slice(0, EXAMPLES).map(({ ids }) => ids.slice(0, EXAMPLES));
    const titles = await referenceTitles(ctx, new Map([[before.ref, new Set(told.flat())]]));
    const examples = told.map((ids) => ids.map((id) => `“${titles[id]?.title ?? id}”`).join('、')).join('；');
    issues.push(withoutForm(keyIssue(after.key, key.position, count, examples)));
  }
  return issues;
}

/** ["forms", key, …] → […]: the plan of one document speaks of that document. */
const withoutForm = (issue: Issue): Issue => ({ ...issue, path: issue.path.slice(2) });
