import { frag, join, param, raw } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { listCollation } from '../query/collation.ts';
import type { Position } from '../query/cursor.ts';
import { conditionsOf } from '../query/input.ts';
import { rowsOf, select } from '../query/select.ts';
import { countUpTo, totalOf } from '../query/total.ts';
import { listKeys } from './keys.ts';
import { ahead, type Place, segments } from './place.ts';

/** Places are counted up to here. */
const MOST = 10_000;

/**
 * The records beside one in a list that it was come from, by keyset: as the list is now, whatever has become of the record since.
 * Errors: record_not_found, form_not_found, forbidden, query_invalid with issues as queryRecords has them and at ["group", …].
 */
export async function recordNeighbours(
  request: Ctx,
  form: string,
  id: string,
  list: BodyOf<Contract['recordNeighbours']>,
): Promise<ReplyOf<Contract['recordNeighbours']>> {
  const ctx = bounded(request);
  const scope = scoped(ctx, form, 'view');
  const where = conditionsOf(scope, list);
  const keys = listKeys(scope, list, await listCollation(ctx.pool));
  const listed = where.length === 0 ? raw('true') : frag`coalesce((${join(where, ' AND ')}), false)`;
  const [row] = await rowsOf<Record<string, Position['values'][number]>>(
    ctx,
    select(scope, {
      columns: [...keys.map(({ value, name }) => frag`${value} AS ${raw(name)}`), frag`${listed} AS listed`],
      where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`],
    }),
  );
  if (!row) throw new AppError('record_not_found');
  const place: Place = { keys, values: keys.map(({ name }) => row[name] ?? null) };

  const beside = async (way: 'next' | 'previous') => {
    for (const segment of segments(place, way)) {
      const [found] = await rowsOf<{ id: string }>(
        ctx,
        select(scope, {
          columns: [frag`${scope.column('_id')} AS id`],
          where: [...where, ...segment.where],
          orderBy: segment.orderBy,
          limit: 1,
        }),
      );
      if (found) return found.id;
    }
    return null;
  };
  const [previous, next, before, total] = await Promise.all([
    beside('previous'),
    beside('next'),
    row.listed === true ? countUpTo(scope, [...where, ahead(place)], MOST) : MOST,
    totalOf(scope, where, 'capped'),
  ]);
  if (!total) throw new Error('a total was asked for');
  return { previous, next, position: before < MOST ? before + 1 : null, total };
}
