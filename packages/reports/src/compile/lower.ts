import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { type Join, type Query, select, selectFrom, titleColumn } from '@trellis/records/server';
import type {
  Authorized,
  CompileContext,
  Compiled,
  ExpandedDimension,
  Order,
  Part,
  Place,
  Plan,
  Recipe,
  Title,
} from './types.ts';

/** Names of the columns of the statement, by index. */
export const columns = {
  dimension: (index: number) => `d${index}`,
  title: (index: number) => `n${index}`,
  part: (index: number) => `p${index}`,
  total: (index: number) => `t${index}`,
};

/**
 * The one statement: groups inside, and around them what needs whole groups: titles, totals, order and limit. One
 * group more than wanted tells whether there are more.
 */
export function lower(plan: Plan, { collation }: CompileContext): Compiled {
  const { query, parts } = plan;
  const of = (name: string) => raw(`g.${name}`);
  const collate = raw(` COLLATE "${collation}"`);
  const grouped = groups(query, parts);
  const titles = query.dimensions.map((dimension, index) => titleOf(query, dimension, index));
  const order = query.order.flatMap((term) => orderTerms(plan, term, titles, collate));
  const statement = selectFrom(grouped, 'g', {
    columns: [
      ...query.dimensions.flatMap((_, index) => {
        const title = titles[index];
        const value = of(columns.dimension(index));
        if (!title) return [value];
        // The collation goes with the column into the order.
        const read = (title.field?.kind ?? 'text') === 'text' ? collate : raw('');
        return [value, frag`${title.value}${read} AS ${raw(columns.title(index))}`];
      }),
      ...parts.map((_, index) => of(columns.part(index))),
      // Over all groups: windows are computed before the limit cuts.
      ...parts.flatMap(({ rollup }, index) =>
        rollup ? [raw(`${rollup}(g.${columns.part(index)}) OVER () AS ${columns.total(index)}`)] : [],
      ),
    ],
    ...(query.dimensions.length > 0 ? { orderBy: join(order, ', ') } : {}),
    limit: query.limit + 1,
  });
  return { plan, statement, titles };
}

function groups(query: Authorized, parts: readonly Part[]): Query {
  const { fact, dimensions, filter } = query;
  return select(fact, {
    columns: [
      ...dimensions.map(
        (dimension, index) => frag`${grain(query, dimension)} AS ${raw(columns.dimension(index))}`,
      ),
      ...parts.map((part, index) => frag`${aggregate(query, part)} AS ${raw(columns.part(index))}`),
    ],
    joins: query.joins.map(
      ({ path, from, via }): Join => ({ scope: scopeOf(query, path), id: scopeOf(query, from).column(via) }),
    ),
    where: filter ? [fact.lower(filter)] : [],
    ...(dimensions.length > 0 ? { groupBy: raw(dimensions.map((_, index) => index + 1).join(', ')) } : {}),
  });
}

function scopeOf(query: Authorized, path: string) {
  const scope = query.scopes.get(path);
  if (!scope) throw new Error(`no form was opened for ${path}`);
  return scope;
}

const columnOf = (query: Authorized, { join, column }: Place): Frag => scopeOf(query, join).column(column);

/** The value that makes a group: of dates the first local day of their bucket. Weeks start on Monday. */
function grain(query: Authorized, { place, bucket }: ExpandedDimension): Frag {
  const column = columnOf(query, place);
  if (bucket === undefined) return column;
  const local =
    place.type.kind === 'datetime'
      ? frag`${column} AT TIME ZONE ${param(query.fact.reading.env.tz, 'text')}`
      : frag`${column}::timestamp`;
  return frag`date_trunc('${raw(bucket)}', ${local})::date`;
}

function aggregate(query: Authorized, { op, place, filter }: Part): Frag {
  const value = place && columnOf(query, place);
  const only = filter ? frag` FILTER (WHERE ${query.fact.lower(filter)})` : raw('');
  if (op === 'count') return frag`count(${value ?? raw('*')})${only}`;
  if (!value) throw new Error(`${op} of nothing`);
  if (op === 'distinct') return frag`count(DISTINCT ${value})${only}`;
  // The sum of nothing is 0; there is no smallest of nothing.
  return op === 'sum' ? frag`coalesce(sum(${value})${only}, 0)` : frag`${raw(op)}(${value})${only}`;
}

/** What a person calls the record or member of a group. */
function titleOf(query: Authorized, { place }: ExpandedDimension, index: number): Title | undefined {
  if (place.target === undefined) return undefined;
  return titleColumn(query.fact.reading, place.target, raw(`g.${columns.dimension(index)}`));
}

type Titles = Compiled['titles'];

function orderTerms(plan: Plan, order: Order, titles: Titles, collate: Frag): Frag[] {
  const end = raw(` ${order.dir.toUpperCase()} NULLS LAST`);
  const terms =
    order.of === 'measure'
      ? [measureTerm(plan.recipes[order.index])]
      : dimensionTerms(plan.query.dimensions[order.index], order.index, titles, collate);
  return terms.map((term) => frag`${term}${end}`);
}

function measureTerm(recipe: Recipe | undefined): Frag {
  if (!recipe) throw new Error('order by a measure that is not there');
  if (recipe.is === 'part') return raw(`g.${columns.part(recipe.part)}`);
  return raw(`g.${columns.part(recipe.of)} / nullif(g.${columns.part(recipe.by)}, 0)`);
}

/** Options in their order, records by title, texts as people read them. The value itself decides at last. */
function dimensionTerms(
  dimension: ExpandedDimension | undefined,
  index: number,
  titles: Titles,
  collate: Frag,
): Frag[] {
  const value = raw(`g.${columns.dimension(index)}`);
  if (dimension?.options) {
    const keys = dimension.options.map(({ key }) => key);
    return [frag`array_position(${param(keys, 'text[]')}, ${value})`, value];
  }
  if (dimension?.place.type.kind === 'text') return [frag`${value}${collate}`, value];
  return titles[index] ? [raw(columns.title(index)), value] : [value];
}
