import { type PoolClient, prepared, readPgError, type Statement, sharedTrip, statement } from '@trellis/db';
import type { Frag } from '@trellis/logic';
import { frag, join, raw, toSql } from '@trellis/logic/sql';
import { AppError } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

declare const brand: unique symbol;

/** A statement that reads under a policy: made by the functions of this file alone. */
export interface Query {
  readonly [brand]: true;
  readonly sql: Frag;
}

/** A form behind a to-one reference: joined by its id, so that no row of the base is doubled. */
export interface Join {
  readonly scope: Scoped;
  /** Id of the joined record, from the base or an earlier join. */
  readonly id: Frag;
}

/** Each value of a list as a row of its own, `name.value`; a record with none stays, with null. */
export interface Unnest {
  readonly list: Frag;
  readonly name: string;
}

export interface SelectParts {
  readonly columns: readonly Frag[];
  readonly unnest?: readonly Unnest[];
  /** Records that the member may not view join as null. */
  readonly joins?: readonly Join[];
  readonly where?: readonly Frag[];
  readonly groupBy?: Frag;
  readonly orderBy?: Frag;
  readonly limit?: number;
  readonly offset?: number;
  /** What is put around the query must not change how its rows are found. */
  readonly apart?: boolean;
}

/** SELECT over a scoped form. */
export function select(scope: Scoped, parts: SelectParts): Query {
  const from = [scope.from, ...(parts.joins ?? []).map(joined), ...(parts.unnest ?? []).map(unnested)];
  const sql = [
    frag`SELECT ${join(parts.columns, ', ')} FROM ${join(from, ' ')} WHERE ${join([scope.where, ...(parts.where ?? [])], ' AND ')}`,
  ];
  if (parts.groupBy) sql.push(frag`GROUP BY ${parts.groupBy}`);
  return query(join([...sql, ...ending(parts)], ' '));
}

const joined = ({ scope, id }: Join): Frag =>
  frag`LEFT JOIN ${scope.from} ON ${scope.column('_id')} = ${id} AND ${scope.where}`;

const unnested = ({ list, name }: Unnest): Frag =>
  frag`LEFT JOIN LATERAL unnest(${list}) AS ${raw(name)}(value) ON true`;

/** The rows of several queries with equal columns. */
export const unionAll = (queries: readonly Query[]): Query =>
  query(
    join(
      queries.map(({ sql }) => sql),
      ' UNION ALL ',
    ),
  );

/** SELECT over the rows of a query, which go by the name `alias`. */
export function selectFrom(
  inner: Query,
  alias: string,
  parts: Pick<SelectParts, 'columns' | 'where' | 'groupBy' | 'orderBy' | 'limit' | 'offset'>,
): Query {
  const sql = [frag`SELECT ${join(parts.columns, ', ')} FROM (${inner.sql}) AS ${raw(quoteName(alias))}`];
  if (parts.where) sql.push(frag`WHERE ${join(parts.where, ' AND ')}`);
  if (parts.groupBy) sql.push(frag`GROUP BY ${parts.groupBy}`);
  return query(join([...sql, ...ending(parts)], ' '));
}

function ending({
  orderBy,
  limit,
  offset,
  apart,
}: Pick<SelectParts, 'orderBy' | 'limit' | 'offset' | 'apart'>): Frag[] {
  const sql: Frag[] = [];
  if (orderBy) sql.push(frag`ORDER BY ${orderBy}`);
  // Checked integers; as text they let the planner see how few rows are wanted.
  if (limit !== undefined) sql.push(raw(`LIMIT ${Math.trunc(limit)}`));
  // Even where nothing is passed over, PostgreSQL plans such a query by itself.
  if (offset || apart) sql.push(raw(`OFFSET ${Math.trunc(offset ?? 0)}`));
  return sql;
}

/** A statement around the rows of a query; what is put around them must read no form's table. */
export const around = (inner: Query, build: (rows: Frag) => Frag): Query => query(build(inner.sql));

/** How many rows a query has, at most `cap`. */
export const countOf = (inner: Query): Query =>
  query(frag`SELECT count(*) AS count FROM (${inner.sql}) AS counted`);

/** The planner's guess of the rows of a query. */
export const explain = (inner: Query): Query => query(frag`EXPLAIN (FORMAT JSON) ${inner.sql}`);

const query = (sql: Frag): Query => ({ sql }) as Query;

const MAX_TEXTS = 2_000;
const statements = new Map<string, Statement>();

/** A statement by its text; hashing it each time would cost more than building it. */
export function statementOf(text: string): Statement {
  let known = statements.get(text);
  if (!known) {
    if (statements.size >= MAX_TEXTS) statements.clear();
    known = statement(text);
    statements.set(text, known);
  }
  return known;
}

/** The statement of a query whose parameters the caller will give. */
export const statementFor = ({ sql }: Query): Statement => statementOf(toSql(sql).sql);

type SqlRow = Record<string, unknown>;

/** Runs a query. A value that PostgreSQL can't read (a forged cursor) is the caller's mistake: query_invalid. */
export async function rowsOf<R extends SqlRow>(ctx: Ctx, { sql }: Query): Promise<R[]> {
  const { sql: text, params } = toSql(sql);
  if (!text.includes(SEARCHES)) return runText<R>(ctx, statementOf(text), params);
  return mapped(async () => (await ctx.pool.query<R>(text, [...params])).rows);
}

/**
 * A search is planned for what it searches for, each time: rare words are found by the index, frequent ones by going
 * through the list. The plan of a named statement, made for any words, takes seconds for most.
 */
const SEARCHES = '._search ';

/** Runs a statement that was made from a query before. */
export async function runText<R extends SqlRow>(
  ctx: Pick<Ctx, 'pool'>,
  prepared_: Statement,
  values: readonly unknown[],
  client?: PoolClient,
): Promise<R[]> {
  return mapped(async () => (await prepared<R>(client ?? ctx.pool, prepared_, values)).rows);
}

/** Opens a query in the transaction that stands in the place of the pool; each call answers its next rows, none at the end. */
export async function openRows<R extends SqlRow>(
  { pool }: Pick<Ctx, 'pool'>,
  { sql }: Query,
): Promise<(count: number) => Promise<R[]>> {
  const { sql: text, params } = toSql(sql);
  const name = `rows_${++opened}`;
  await mapped(() => pool.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`, [...params]));
  return (count) => mapped(async () => (await pool.query<R>(`FETCH ${Math.trunc(count)} FROM ${name}`)).rows);
}

let opened = 0;

/** Runs one that a save follows along with the saves of the moment, in their trip and after them. */
export async function runBeside<R extends SqlRow>(
  { pool }: Pick<Ctx, 'pool'>,
  statement: Statement,
  values: readonly unknown[],
): Promise<R[]> {
  return mapped(async () => (await sharedTrip<R>(pool, { statement, values, order: '2' })).rows);
}

/** Runs a statement and tells what went wrong as people are told. */
async function mapped<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const kind = readPgError(error)?.kind;
    if (kind === 'value') throw new AppError('query_invalid', { cause: error });
    // Uninstalled a moment ago; reads may lag behind the definitions by a second.
    if (kind === 'cancelled') throw new AppError('query_too_slow', { cause: error });
    if (kind === 'undefined_object') throw new AppError('form_unavailable', { cause: error });
    throw error;
  }
}
