import type { Queryable } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import { param, toSql } from '@trellis/logic/sql';
import type { Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { accessTo } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Candidates, candidatesOf } from '../linked/candidates.ts';
import { narrowedCells } from '../owned/candidates.ts';
import type { Prepared } from './bulk-checks.ts';
import { idsToAsk, narrowedFields, notAmong, type Update } from './candidate-guards.ts';
import { dataOf } from './image.ts';

/** Rows that share their candidates. */
interface Group {
  readonly candidates: Candidates;
  readonly rows: { readonly row: number; readonly ids: readonly string[] }[];
}

type Report = (row: number, issue: Issue) => void;

/** Says of each new record what it, or a row of it, points to that is none of the candidates. One statement per field and set of candidates. */
export async function checkCandidates(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  report: Report,
): Promise<void> {
  await checkOwnCandidates(ctx, on, form, rows, report);
  await checkRowCandidates(ctx, on, form, rows, report);
}

/**
 * The same without what rows of sub-forms point to.
 * @param updates of records that change: what they were, and what changes
 */
export async function checkOwnCandidates(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  report: Report,
  updates: readonly (Update | undefined)[] = [],
): Promise<void> {
  for (const field of narrowedFields(form)) {
    for (const { candidates, rows: ofGroup } of await groupsOf(ctx, form, field, rows, updates)) {
      const ids = new Set(ofGroup.flatMap((one) => one.ids));
      const outside = await outsideCandidates(ctx, on, field, [...ids], candidates);
      for (const { row, ids: own } of ofGroup) {
        if (own.some((id) => outside.has(id))) report(row, { path: [field.key], code: 'reference_filtered' });
      }
    }
  }
}

async function checkRowCandidates(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  report: Report,
): Promise<void> {
  if ([...form.owned.values()].every((owned) => narrowedFields(owned).length === 0)) return;
  for (const [row, image] of rows.entries()) {
    const groups = image ? await narrowedCells(ctx, form, image) : [];
    for (const { field, candidates, cells } of groups) {
      const ids = cells.flatMap((cell) => cell.ids);
      const outside = await outsideCandidates(ctx, on, field, ids, candidates);
      for (const cell of cells) {
        if (cell.ids.some((id) => outside.has(id)))
          report(row, { path: cell.path, code: 'reference_filtered' });
      }
    }
  }
}

async function groupsOf(
  ctx: Ctx,
  form: CatalogForm,
  field: CompiledField,
  rows: Prepared,
  updates: readonly (Update | undefined)[],
): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const [row, image] of rows.entries()) {
    const ids = image ? idsToAsk(field, image, updates[row]) : [];
    if (!image || ids.length === 0) continue;
    const candidates = await candidatesOf(ctx, accessTo(ctx, form.ref), field, dataOf(image));
    if (candidates === 'all') continue;
    const key = candidates === 'none' ? candidates : JSON.stringify(candidates.expr);
    const group = groups.get(key) ?? { candidates, rows: [] };
    group.rows.push({ row, ids });
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function outsideCandidates(
  ctx: Ctx,
  on: Queryable,
  field: CompiledField,
  ids: readonly string[],
  candidates: Candidates,
): Promise<ReadonlySet<string>> {
  const state = reading(ctx, envOf(ctx));
  const { sql, params } = toSql(notAmong(state, field, param(ids, 'uuid[]'), candidates));
  const { rows } = await on.query<{ id: string }>(sql, params);
  return new Set(rows.map(({ id }) => id));
}
