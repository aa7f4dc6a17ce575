import type { PoolClient } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import type { Frag } from '@trellis/logic';
import { frag, toSql } from '@trellis/logic/sql';
import { readSearch } from '@trellis/metadata';
import { type Scoped, scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { type RecordRow, recordColumns, recordOf } from '../query/columns.ts';
import { select } from '../query/select.ts';
import type { RecordBody, SearchGroup } from '../types.ts';
import { factsOf } from './facts.ts';
import { beginningFilter, searchFilter, visibleSearchFields } from './filter.ts';
import { rankHit } from './rank.ts';

/** Records that are looked at to find the best ones. */
const POOL = 500;
/** Besides them, those whose title begins with what is searched for, however old they are. */
const BEGINNING = 100;

/** What a search found in a form. */
export interface FoundInForm {
  readonly group: SearchGroup;
  /** Of the best record; smaller is better. */
  readonly rank: number;
}

/**
 * The best records of a form for a search: ranked among the newest 500 that have it and those whose title begins with
 * it. Undefined where nothing is found. Errors: form_not_found, form_unavailable, forbidden; those of the database.
 * @param client in a transaction, which bounds how long it may take
 */
export async function searchForm(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  text: string,
  limit: number,
): Promise<FoundInForm | undefined> {
  const access = scoped(ctx, form, 'view').access;
  const facts = factsOf(ctx.catalog, access);
  const shown = [access.form.titleField, access.form.stageField ?? '', ...facts];
  const read = reader(ctx, client, form, shown);
  const newest = await read(POOL, (scope) => searchFilter(scope, text));
  const beginning =
    newest.length < POOL ? [] : await read(BEGINNING, (scope) => beginningFilter(scope, text));
  const known = new Set(newest.map(({ id }) => id));
  const records = [...newest, ...beginning.filter(({ id }) => !known.has(id))];
  if (records.length === 0) return undefined;
  const query = readSearch(text);
  const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
  const fields = visibleSearchFields(access);
  const ranked = records
    .map((record) => rankHit(access.form, fields, record, query, env))
    // Equal ones stay as they are: the newest first.
    .sort((a, b) => a.rank - b.rank);
  return {
    rank: ranked[0]?.rank ?? 0,
    group: {
      form,
      hits: ranked.slice(0, limit).map(({ hit }) => ({ ...hit, record: only(hit.record, shown) })),
      count: records.length,
      more: newest.length >= POOL,
      facts: [...facts],
    },
  };
}

type Conditions = (scope: Scoped) => readonly Frag[] | undefined;

/** Reads the newest records that meet conditions, with the fields that are searched and those that are shown. */
function reader(ctx: Ctx, client: PoolClient, form: string, shown: readonly string[]) {
  return async (limit: number, conditions: Conditions): Promise<RecordBody[]> => {
    const scope = scoped(ctx, form, 'view');
    const where = conditions(scope);
    if (!where) return [];
    const searched = visibleSearchFields(scope.access).map(({ key }: CompiledField) => key);
    const fields = [...new Set([...shown, ...searched])].filter((key) => scope.access.visible.has(key));
    const query = select(scope, {
      columns: [recordColumns(scope, fields)],
      where,
      orderBy: frag`${scope.column('_created_at')} DESC, ${scope.column('_id')} DESC`,
      limit,
    });
    // Not a named statement: what is searched for decides by which index it is found.
    const { sql, params } = toSql(query.sql);
    const { rows } = await client.query<RecordRow>(sql, params);
    return rows.map((row) => recordOf(ctx, scope.access.form, row, fields));
  };
}

const only = (record: RecordBody, keys: readonly string[]): RecordBody => ({
  ...record,
  values: Object.fromEntries(Object.entries(record.values).filter(([key]) => keys.includes(key))),
});
