import type { Queryable } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import { frag, param, raw, toSql } from '@trellis/logic/sql';
import type { Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { type Candidates, candidatesOf } from '../linked/candidates.ts';
import type { Prepared } from './bulk-checks.ts';
import { candidateRow, narrowedFields } from './candidate-guards.ts';
import { dataOf } from './image.ts';
import { idsIn } from './references.ts';

/** Rows that share their candidates. */
interface Group {
  readonly candidates: Candidates;
  readonly rows: { readonly row: number; readonly ids: readonly string[] }[];
}

/** Says of each row what it points to that is none of the candidates. One statement per field and set of candidates. */
export async function checkCandidates(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  rows: Prepared,
  report: (row: number, issue: Issue) => void,
): Promise<void> {
  for (const field of narrowedFields(form)) {
    for (const { candidates, rows: ofGroup } of await groupsOf(ctx, form, field, rows)) {
      const ids = new Set(ofGroup.flatMap((one) => one.ids));
      const among = await amongCandidates(ctx, on, field, [...ids], candidates);
      for (const { row, ids: own } of ofGroup) {
        if (!own.every((id) => among.has(id))) report(row, { path: [field.key], code: 'reference_filtered' });
      }
    }
  }
}

async function groupsOf(ctx: Ctx, form: CatalogForm, field: CompiledField, rows: Prepared): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const [row, image] of rows.entries()) {
    const ids = idsIn(image?.values[field.key]);
    if (!image || ids.length === 0) continue;
    const candidates = await candidatesOf(ctx, form, field, dataOf(image));
    if (candidates === 'all') continue;
    const key = candidates === 'none' ? candidates : JSON.stringify(candidates.expr);
    const group = groups.get(key) ?? { candidates, rows: [] };
    group.rows.push({ row, ids });
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function amongCandidates(
  ctx: Ctx,
  on: Queryable,
  field: CompiledField,
  ids: readonly string[],
  candidates: Candidates,
): Promise<ReadonlySet<string>> {
  const state = reading(ctx, envOf(ctx));
  const item = raw(state.alias());
  const row = candidateRow(state, field, frag`${item}.id`, candidates);
  const { sql, params } = toSql(
    frag`SELECT ${item}.id FROM unnest(${param(ids, 'uuid[]')}) AS ${item}(id) WHERE EXISTS (${row})`,
  );
  const { rows } = await on.query<{ id: string }>(sql, params);
  return new Set(rows.map(({ id }) => id));
}
