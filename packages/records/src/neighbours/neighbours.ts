import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { listCollation } from '../query/collation.ts';
import type { Position } from '../query/cursor.ts';
import { conditionsOf } from '../query/input.ts';
import { rowsOf, select } from '../query/select.ts';
import { cappedTotal, countUpTo, estimatedTotal } from '../query/total.ts';
import { type ListKeys, listKeys } from './keys.ts';
import { ahead, type Place, type Segment, segments, type Way } from './place.ts';

/** Places are counted up to here. */
const MOST = 10_000;

type Row = Record<string, Position['values'][number]>;

/**
 * The records beside one in a list that it was come from, by keyset: as the list is now, whatever has become of the record since.
 * Errors: record_not_found, form_not_found, forbidden, query_invalid with issues as queryRecords has them and at ["by", …] of groups.
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
  const all = [...keys.groups, ...keys.own];
  const listed = where.length === 0 ? raw('true') : frag`coalesce((${join(where, ' AND ')}), false)`;
  const [row] = await rowsOf<Row>(
    ctx,
    select(scope, {
      columns: [
        ...all.map(({ value, name }) => frag`${value} AS ${raw(name)}`),
        ...keys.groups.map(
          ({ common, name }) => frag`${common?.value ?? raw('NULL')} AS ${raw(inGroup(name))}`,
        ),
        frag`${listed} AS listed`,
      ],
      where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`],
    }),
  );
  if (!row) throw new AppError('record_not_found');
  const placeBy = (some: Place['keys']): Place => ({
    keys: some,
    values: some.map(({ name }) => row[name] ?? null),
  });
  const place = placeBy(all);
  const group = sameGroup(keys, row);
  const within = (way: Way): Segment[] =>
    group ? segments(placeBy(keys.own), way).map((one) => ({ ...one, where: [...group, ...one.where] })) : [];

  const beside = async (way: Way) => {
    for (const segment of [...within(way), ...segments(place, way)]) {
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
    row.listed === true ? unlessTooSlow(countUpTo(scope, [...where, ahead(place)], MOST), () => MOST) : MOST,
    unlessTooSlow(cappedTotal(scope, where), () => estimatedTotal(scope, where)),
  ]);
  return { previous, next, position: before < MOST ? before + 1 : null, total };
}

/** Who can go on is not kept from it by a number that takes too long. */
const unlessTooSlow = <T>(counted: Promise<T>, other: () => T | Promise<T>): Promise<T> =>
  counted.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'query_too_slow') return other();
    throw error;
  });

/** Name under which a group's value itself is selected. */
const inGroup = (name: string): string => `${name}_is`;

/**
 * Conditions of the group that a record is in. Most neighbours are in the same one, where an index finds them; among all
 * groups the list would have to be sorted. Undefined where that is not sure to find the nearest.
 */
function sameGroup({ groups }: ListKeys, row: Row): Frag[] | undefined {
  const conditions = groups.flatMap(({ common, name }) => {
    // A value without a place in the order stands among others without one.
    const value = row[inGroup(name)] ?? null;
    return common && row[name] !== null && value !== null ? [common.same(value)] : [];
  });
  return groups.length > 0 && conditions.length === groups.length ? conditions : undefined;
}
