import { type CompiledField, mayBeCompared, usualReading } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, type Issue, localText, type Reading } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';
import { scoped } from '../../access/scoped.ts';
import type { Ctx } from '../../contract.ts';
import { keysOf } from '../../duplicates/keys.ts';
import { readValue } from '../../duplicates/reading.ts';
import { around, rowsOf, select } from '../../query/select.ts';
import { quoteName } from '../../storage/names.ts';
import { readingSql } from '../../storage/readings.ts';
import { bound, castOf } from '../../write/casts.ts';
import type { Mapping } from '../mapping/types.ts';
import type { PlannedColumn } from './check.ts';
import { RECORD_ID } from './fields.ts';
import { matchIds } from './match-ids.ts';
import type { ReadRow } from './read.ts';
import type { RowsPolicy } from './rows.ts';

/** A field that tells records apart, and what counts of its values. */
interface Part {
  readonly field: CompiledField;
  readonly as: Reading;
}

/** How rows find the records that they are about. */
export interface Matching {
  /** None: by the ids of the records. */
  readonly parts: readonly Part[];
  /** Of the columns that say which record it is, the one at which it is told that this is not clear. */
  readonly field: string;
  readonly policy: 'upsert' | 'update' | 'skip';
  readonly empty: 'keep' | 'clear';
  readonly rows: RowsPolicy;
}

/**
 * The matching of a mapping; undefined where every row is a new record.
 * Errors: validation_failed with issues at ["mapping", "match", n] and ["mapping", "policy"].
 */
export function planMatching(
  ctx: Ctx,
  access: Access,
  mapping: Mapping,
  columns: readonly PlannedColumn[],
): Matching | undefined {
  const { policy = 'create', match = [], empty = 'keep', rows = {} } = mapping;
  if (policy === 'create') return undefined;
  const issues: Issue[] = [];
  const nameOf = ({ meta }: CompiledField) => localText(meta.label, ctx.locale);
  if (match.length === 0) issues.push({ path: ['mapping', 'match'], code: 'match_missing' });
  const mapped = (key: string) => columns.some((column) => column.field === key);
  const fields = match.flatMap((key, index): CompiledField[] => {
    if (key === RECORD_ID) {
      const code = mapped(key) ? 'match_id_alone' : 'id_unmapped';
      if (match.length > 1 || !mapped(key)) issues.push({ path: ['mapping', 'match', index], code });
      return [];
    }
    const field = access.visible.get(key);
    const fits = field !== undefined && mayBeCompared(field);
    if (fits && mapped(key)) return [field];
    const params = { name: field ? nameOf(field) : key };
    issues.push({
      path: ['mapping', 'match', index],
      code: fits ? 'match_unmapped' : field ? 'not_a_match' : 'unknown_field',
      params,
    });
    return [];
  });
  if (policy !== 'skip') {
    if (!access.actions.has('edit')) issues.push({ path: ['mapping', 'policy'], code: 'update_not_allowed' });
    for (const [field, { how, by = '' }] of Object.entries(rows)) {
      if (how !== 'match' || mapped(`${field}.${by}`)) continue;
      const params = {
        name: localText(access.owned.get(field)?.form.fields.get(by)?.meta.label ?? { zh: by }, ctx.locale),
      };
      issues.push({ path: ['mapping', 'rows', field, 'by'], code: 'match_unmapped', params });
    }
  }
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  return { parts: partsOf(access, fields), field: match[0] ?? '', policy, empty, rows };
}

/** Read as the key of the form does that has the same fields; else as usual. */
function partsOf({ form }: Access, fields: readonly CompiledField[]): readonly Part[] {
  const held = keysOf(form).find(
    ({ key }) =>
      key.fields.length === fields.length &&
      key.fields.every((part) => fields.some(({ key: own }) => own === part.field)),
  );
  return fields.map((field) => {
    const part = held?.key.fields.find((one) => one.field === field.key);
    return { field, as: part?.as ?? usualReading(field) };
  });
}

/** The record that a row is about, none, or why that is not clear. */
export type Match = { readonly record?: string } | { readonly issue: Issue };

/** Finds, for each row, the living record that the member may view and that has the same values in the given fields. */
export async function matchRows(
  ctx: Ctx,
  form: string,
  { parts, policy }: Matching,
  rows: readonly ReadRow[],
): Promise<Match[]> {
  if (parts.length === 0) return matchIds(ctx, form, policy, rows);
  const texts = await readKeys(ctx, parts, rows);
  const firsts = new Map<string, number>();
  for (const [index, text] of texts.entries())
    if (text !== undefined && !firsts.has(text)) firsts.set(text, index);
  const distinct = [...firsts.values()].map((index) => rows[index]).filter((row) => row !== undefined);
  const found = await findRecords(ctx, form, parts, distinct);
  const byText = new Map([...firsts.keys()].map((text, index) => [text, found[index]]));
  return rows.map((_, index): Match => {
    const text = texts[index];
    if (text === undefined) return { issue: { path: [], code: 'import_key_empty' } };
    const first = firsts.get(text);
    if (first !== undefined && first !== index) {
      const params = { row: rows[first]?.row ?? 0 };
      return { issue: { path: [], code: 'import_key_twice', params } };
    }
    const { record, count = 0 } = byText.get(text) ?? {};
    if (count > 1) return { issue: { path: [], code: 'import_key_many', params: { count } } };
    return record === undefined ? {} : { record };
  });
}

/** What counts of the values of each row; undefined where a part of it is empty. */
async function readKeys(
  ctx: Ctx,
  parts: readonly Part[],
  rows: readonly ReadRow[],
): Promise<(string | undefined)[]> {
  const names = parts.map((_, index) => `g.k${index}::text`).join(', ');
  const { sql, params } = toSql(
    frag`SELECT ARRAY[${raw(names)}] AS key FROM (${given(parts, rows)}) AS g ORDER BY g.n`,
  );
  const { rows: found } = await ctx.pool.query<{ key: (string | null)[] }>(sql, params);
  return found.map(({ key }) => (key.includes(null) ? undefined : JSON.stringify(key)));
}

/** Rows must differ in their keys: a record has its turn once then, whatever there are of them. */
async function findRecords(
  ctx: Ctx,
  form: string,
  parts: readonly Part[],
  rows: readonly ReadRow[],
): Promise<{ record?: string; count: number }[]> {
  const scope = scoped(ctx, form, 'view');
  const { columns } = scope.access.form;
  const read = parts.map(({ field, as }, index) => {
    const column = `${scope.alias}.${quoteName(columns.get(field.key) ?? '')}`;
    return raw(`${readingSql(as, column)} AS k${index}`);
  });
  const records = select(scope, { columns: [frag`${scope.column('_id')} AS id`, ...read] });
  const same = parts.map((_, index) => raw(`t.k${index} = g.k${index}`));
  const found = await rowsOf<{ n: number; record: string; count: number }>(
    ctx,
    around(
      records,
      (inner) => frag`SELECT g.n::int, min(t.id::text) AS record, count(*)::int AS count
        FROM (${given(parts, rows)}) AS g JOIN (${inner}) AS t ON ${join(same, ' AND ')} GROUP BY g.n`,
    ),
  );
  const byRow = new Map(found.map(({ n, ...one }) => [n, one]));
  return rows.map((_, index) => byRow.get(index + 1) ?? { count: 0 });
}

/** The values of rows as a table: `n` from 1, `k0` and so on as they are compared. */
function given(parts: readonly Part[], rows: readonly ReadRow[]) {
  const lists = parts.map(({ field }) =>
    param(
      rows.map(({ record }) => bound(field, record.values[field.key] as Value | undefined)),
      `${castOf(field)}[]`,
    ),
  );
  const values = parts.map((_, index) => `v${index}`).join(', ');
  const keys = parts.map(
    ({ as }, index) => frag`${readValue(as, raw(`w.v${index}`))} AS ${raw(`k${index}`)}`,
  );
  return frag`SELECT w.n, ${join(keys, ', ')} FROM unnest(${join(lists, ', ')}) WITH ORDINALITY AS w(${raw(values)}, n)`;
}
