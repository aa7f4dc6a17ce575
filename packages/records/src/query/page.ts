import type { Frag } from '@trellis/logic';
import { frag, raw } from '@trellis/logic/sql';
import type { Sort } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import { withVisibleRows } from '../owned/read.ts';
import { rowsAsOf } from '../past/rows.ts';
import type { RecordBody } from '../types.ts';
import { listCollation } from './collation.ts';
import { type RecordRow, recordColumns, recordOf } from './columns.ts';
import { after, orderHash, type Position, readCursor, writeCursor } from './cursor.ts';
import { type Query, rowsOf, select, selectFrom } from './select.ts';
import { orderBy, type SortKey, sortKeys } from './sort.ts';
import { countUpTo } from './total.ts';

export interface PageInput {
  readonly where: readonly Frag[];
  /** Absent: all visible ones. */
  readonly fields: readonly string[] | undefined;
  readonly sort: readonly Sort[];
  readonly limit: number;
  readonly after?: string | undefined;
  readonly offset?: number | undefined;
  /**
   * All that the conditions find are few: they are gathered, then sorted. PostgreSQL knows little of how rare a word is, and
   * would rather go through the list in its order until it has found a page of them.
   */
  readonly few?: boolean;
}

/** A page of records by keyset. `next` is null on the last page. Errors: query_invalid. */
export async function readPage(
  scope: Scoped,
  input: PageInput,
): Promise<{ records: RecordBody[]; next: string | null }> {
  const fields = input.fields ?? [...scope.access.visible.keys()];
  const keys = sortKeys(scope, input.sort, await listCollation(scope.ctx.pool));
  const order = orderHash(scope.access.form.ref, input.sort);
  const start = input.after === undefined ? undefined : readCursor(input.after, order, keys);
  // One more than wanted tells whether there is a next page.
  const rows = await readRows(scope, { ...input, limit: input.limit + 1 }, keys, start);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  const values = last && keys.map(({ name }) => (last[name] ?? null) as Position['values'][number]);
  return {
    records: await recordsOf(scope, page, fields),
    next: values ? writeCursor(order, { values }) : null,
  };
}

/** What was read of records, with the rows of their sub-forms. */
export async function recordsOf(
  scope: Scoped,
  rows: readonly RecordRow[],
  fields: readonly string[],
): Promise<RecordBody[]> {
  const records = rows.map((row) => recordOf(scope.ctx, scope.access.form, row, fields));
  const whole = await withVisibleRows(scope.ctx, scope.access, records, fields);
  return scope.asOf ? rowsAsOf(scope.ctx, scope.access, whole, scope.asOf) : whole;
}

/**
 * Records whose first key has a value come by the plain index, then the tail of those that have none: asking for
 * NULLS LAST in one go would sort the whole form.
 */
async function readRows(
  scope: Scoped,
  input: PageInput,
  keys: readonly SortKey[],
  start: Position | undefined,
): Promise<RecordRow[]> {
  const read = (first: 'present' | 'absent', limit: number, where: readonly Frag[], offset = 0) =>
    rowsOf<RecordRow>(scope.ctx, pageOf(scope, input, keys, { first, limit, where, offset }));
  const first = keys[0];
  const { limit, offset = 0 } = input;
  if (!first?.nullable) return read('present', limit, start ? [after(keys, start)] : [], offset);
  const present = frag`${first.value} IS NOT NULL`;
  const absent = frag`${first.value} IS NULL`;
  if (start?.values[0] === null) return read('absent', limit, [absent, after(keys, start)]);
  const head = await read('present', limit, start ? [present, after(keys, start)] : [present], offset);
  if (head.length >= limit) return head;
  // A jump into the tail passes over all that have a value.
  const passed =
    head.length === 0 && offset > 0 ? await countUpTo(scope, [...input.where, present], offset) : offset;
  return [...head, ...(await read('absent', limit - head.length, [absent], offset - passed))];
}

interface Part {
  readonly first: 'present' | 'absent';
  readonly limit: number;
  readonly where: readonly Frag[];
  readonly offset: number;
}

function pageOf(
  scope: Scoped,
  input: PageInput,
  keys: readonly SortKey[],
  { first, limit, where, offset }: Part,
): Query {
  const parts = {
    columns: [
      recordColumns(scope, input.fields),
      ...keys.map(({ value, name }) => frag`${value} AS ${raw(name)}`),
    ],
    where: [...input.where, ...where],
  };
  if (!input.few) return select(scope, { ...parts, orderBy: orderBy(keys, first), limit, offset });
  const named = keys.map((key) => ({ ...key, value: raw(`found.${key.name}`) }));
  return selectFrom(select(scope, { ...parts, apart: true }), 'found', {
    columns: [raw('found.*')],
    ...{ orderBy: orderBy(named, first), limit, offset },
  });
}
