import type { Queryable } from '@trellis/db';
import type { Frag } from '@trellis/logic';
import { frag, param, raw, toSql } from '@trellis/logic/sql';
import { AppError, isId, MOST_IN_BATCH } from '@trellis/metadata';
import { type Scoped, scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { orderOf } from '../deletion/rules.ts';
import { conditionsOf } from '../query/input.ts';
import { type Query, select } from '../query/select.ts';
import type { Action, Chosen, Item } from './types.ts';

/** The permission that an action asks of each record. */
export const permissionFor = (op: Action['op'] | undefined): 'edit' | 'delete' | 'view' =>
  op === undefined ? 'view' : op === 'edit' ? 'edit' : 'delete';

/** The records that an action is about, as far as the member sees them, or as the action allows. */
export function scopeOf(ctx: Ctx, form: string, op: Action['op'] | undefined, allowed = false): Scoped {
  const deleted = op === 'restore';
  return scoped(ctx, form, allowed || deleted ? permissionFor(op) : 'view', { deleted });
}

/** Which of them are chosen. Errors: query_invalid. */
export function chosenOf(scope: Scoped, chosen: Chosen): Frag[] {
  const among = (ids: readonly string[]) =>
    frag`${scope.column('_id')} = ANY(${param(ids.filter(isId), 'uuid[]')})`;
  if ('ids' in chosen) return [among(chosen.ids)];
  const { except = [], ...query } = chosen;
  return [...conditionsOf(scope, query), ...(except.length > 0 ? [frag`NOT ${among(except)}`] : [])];
}

/** The first chosen records in the order of their ids, in which all writers take many. */
export const chosenRecords = (scope: Scoped, chosen: Chosen, limit: number): Query =>
  select(scope, {
    columns: [frag`${scope.column('_id')} AS id`, frag`${scope.system('_version')} AS version`],
    where: chosenOf(scope, chosen),
    orderBy: scope.column('_id'),
    limit,
  });

/**
 * Writes down which records a batch is about, and as what they were chosen; answers how many.
 * Errors: batch_too_large, query_invalid.
 */
export async function freeze(
  ctx: Ctx,
  client: Queryable,
  batch: string,
  { form, op, records }: { form: string; op: Action['op']; records: Chosen },
): Promise<number> {
  const chosen = chosenRecords(scopeOf(ctx, form, op), records, MOST_IN_BATCH + 1);
  const { sql, params } = toSql(
    frag`INSERT INTO ${raw(relation(ctx, 'batch_record'))} (batch_id, pos, record_id, version)
      SELECT ${param(batch, 'uuid')}, row_number() OVER (ORDER BY c.id ${raw(op === 'delete' ? orderOf(ctx, form) : 'ASC')}), c.id, c.version FROM (${chosen.sql}) AS c`,
  );
  const { rowCount } = await client.query(sql, params);
  if ((rowCount ?? 0) > MOST_IN_BATCH)
    throw new AppError('batch_too_large', { params: { max: MOST_IN_BATCH } });
  return rowCount ?? 0;
}

/** The versions of some records as they are now, as far as a scope has them. */
export async function versionsIn(
  scope: Scoped,
  client: Queryable,
  items: readonly Item[],
): Promise<ReadonlyMap<string, number>> {
  const ids = param(
    items.map(({ id }) => id),
    'uuid[]',
  );
  const { sql, params } = toSql(
    select(scope, {
      columns: [frag`${scope.column('_id')} AS id`, frag`${scope.system('_version')} AS version`],
      where: [frag`${scope.column('_id')} = ANY(${ids})`],
    }).sql,
  );
  const { rows } = await client.query<{ id: string; version: number }>(sql, params);
  return new Map(rows.map(({ id, version }) => [id, version]));
}
