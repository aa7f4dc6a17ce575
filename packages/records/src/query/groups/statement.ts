import type { Frag } from '@trellis/logic';
import { frag, join, param, raw, sqlType } from '@trellis/logic/sql';
import type { Scoped } from '../../access/scoped.ts';
import { quoteName } from '../../storage/names.ts';
import { type Query, select, selectFrom, unionAll } from '../select.ts';
import { titleColumn } from '../titles.ts';
import type { Level } from './levels.ts';
import type { Total } from './totals.ts';

export interface Grouping {
  readonly scope: Scoped;
  readonly where: readonly Frag[];
  readonly levels: readonly Level[];
  readonly totals: readonly Total[];
  /** Collation in which people read texts. */
  readonly collation: string;
  /** Groups at most; one more is read. */
  readonly limit: number;
}

/** Names of the columns of the statement. */
export const columns = {
  /** How many levels a row is down: 0 is the row of all records. */
  depth: 'depth',
  count: 'records',
  key: (level: number) => `k${level}`,
  total: (index: number) => `t${index}`,
  part: (total: number, index: number) => `p${total}_${index}`,
};

/**
 * The one statement: the row of all records first, then each group before those within it. Groups of the innermost
 * level are added up to those around them, so that the records are read once; where that would count a record twice (it
 * has several values) or can't be done (different values), each level reads them for itself.
 */
export function groupStatement(grouping: Grouping): Query {
  const { levels, totals, limit } = grouping;
  const addUp = levels.every(({ unnest }) => !unnest) && partsOf(totals).every(({ rollup }) => rollup);
  const rows =
    addUp && levels.length > 0 ? addedUp(grouping) : unionAll(prefixes(levels).map((n) => read(grouping, n)));
  return selectFrom(rows, 'r', {
    columns: [
      raw(`r.${columns.depth}, r.${columns.count}`),
      ...levels.map((_, level) => raw(`r.${columns.key(level)}`)),
      ...totals.map(
        ({ parts, result }, total) =>
          frag`${result(parts.map((_, index) => raw(`r.${columns.part(total, index)}`)))} AS ${raw(columns.total(total))}`,
      ),
    ],
    orderBy: join(orderTerms(grouping), ', '),
    limit: limit + 2,
  });
}

const prefixes = (levels: readonly Level[]): number[] => [0, ...levels.map((_, index) => index + 1)];

const partsOf = (totals: readonly Total[]) =>
  totals.flatMap(({ parts }, total) =>
    parts.map((part, index) => ({ ...part, name: columns.part(total, index) })),
  );

/** The groups of the first `depth` levels, from the records. */
function read({ scope, where, levels, totals }: Grouping, depth: number): Query {
  const within = levels.slice(0, depth);
  return select(scope, {
    columns: [
      raw(`${depth} AS ${columns.depth}`),
      ...levels.map(({ value, type }, level) => {
        const key = level < depth ? value : raw(`NULL::${sqlType(type)}`);
        return frag`${key} AS ${raw(columns.key(level))}`;
      }),
      raw(`count(*) AS ${columns.count}`),
      ...partsOf(totals).map(({ value, name }) => frag`${value} AS ${raw(name)}`),
    ],
    unnest: within.flatMap(({ unnest }) => unnest ?? []),
    where,
    // By place: the parameters of a value worked out here would make it another expression each time.
    ...(depth > 0 ? { groupBy: raw(within.map((_, level) => level + 2).join(', ')) } : {}),
  });
}

/** All levels out of the groups of the innermost one. */
function addedUp(grouping: Grouping): Query {
  const { levels, totals } = grouping;
  const keys = levels.map((_, level) => `g.${columns.key(level)}`);
  // GROUPING sets a bit for each level that a row sums over, the innermost the lowest.
  const depths = prefixes(levels).map((depth) => `WHEN ${2 ** (levels.length - depth) - 1} THEN ${depth}`);
  const sets = prefixes(levels).map((depth) => `(${keys.slice(0, depth).join(', ')})`);
  return selectFrom(read(grouping, levels.length), 'g', {
    columns: [
      raw(`CASE GROUPING(${keys.join(', ')}) ${depths.join(' ')} END AS ${columns.depth}`),
      ...keys.map((key) => raw(key)),
      raw(`coalesce(sum(g.${columns.count}), 0) AS ${columns.count}`),
      ...partsOf(totals).map(({ name, rollup }) => raw(`${rollup}(g.${name}) AS ${name}`)),
    ],
    groupBy: raw(`GROUPING SETS (${sets.join(', ')})`),
  });
}

/** Level by level: a group before those within it, then as the level is sorted; no value comes last. */
function orderTerms(grouping: Grouping): Frag[] {
  const { levels } = grouping;
  return levels.length === 0
    ? [raw(`r.${columns.depth}`)]
    : levels.flatMap((level, index) => [
        raw(`r.${columns.depth} > ${index}`),
        raw(`r.${columns.key(index)} IS NULL`),
        ...levelTerms(grouping, level, index),
      ]);
}

function levelTerms({ scope, levels, collation }: Grouping, level: Level, index: number): Frag[] {
  const { dir, order, options, target, type } = level;
  const key = raw(`r.${columns.key(index)}`);
  const towards = (term: Frag) => frag`${term} ${raw(dir.toUpperCase())} NULLS LAST`;
  const collate = raw(` COLLATE ${quoteName(collation)}`);
  if (order === 'count') {
    const around = levels.slice(0, index + 1).map((_, level) => `r.${columns.key(level)}`);
    // Rows of groups within it sort by its own count.
    const own = `max(r.${columns.count}) FILTER (WHERE r.${columns.depth} = ${index + 1})`;
    const within = [`r.${columns.depth} > ${index}`, ...around].join(', ');
    return [towards(raw(`${own} OVER (PARTITION BY ${within})`)), key];
  }
  if (options) return [towards(frag`array_position(${param(options, 'text[]')}, ${key})`), towards(key)];
  if (target !== undefined) {
    const title = titleColumn(scope.reading, target, key);
    if (!title) return [towards(key)];
    const text = (title.field?.kind ?? 'text') === 'text';
    return [towards(text ? frag`${title.value}${collate}` : title.value), key];
  }
  return [towards(type.kind === 'text' ? frag`${key}${collate}` : key)];
}
