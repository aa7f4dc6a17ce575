import { scoped } from '../../access/scoped.ts';
import type { Ctx } from '../../contract.ts';
import type { GroupQuery, Groups } from '../../types.ts';
import { bounded } from '../bounded.ts';
import { listCollation } from '../collation.ts';
import { conditionsOf } from '../input.ts';
import { addRefs } from '../refs.ts';
import { rowsOf } from '../select.ts';
import { referenceTitles } from '../titles.ts';
import { type Level, levelsOf } from './levels.ts';
import { columns, groupStatement } from './statement.ts';
import { type Total, totalsIn, totalText } from './totals.ts';

/** More groups than this are not for people. */
const MAX_GROUPS = 500;

type Row = Record<string, string | boolean | number | null>;

/**
 * Counts and totals of groups within groups, and of all records that the member may view; a record without a value is
 * in the group whose key is null. Errors: as queryRecords, at ["by", index, …] and ["totals", field].
 */
export async function groupRecords(request: Ctx, form: string, body: GroupQuery): Promise<Groups> {
  const ctx = bounded(request);
  const scope = scoped(ctx, form, 'view');
  const levels = levelsOf(scope, body.by);
  const totals = totalsIn(scope, body.totals);
  const limit = body.limit ?? MAX_GROUPS;
  const statement = groupStatement({
    scope,
    where: conditionsOf(scope, body),
    levels,
    totals,
    collation: await listCollation(ctx.pool),
    limit,
  });
  const [all, ...rows] = await rowsOf<Row>(ctx, statement);
  const groups = rows.slice(0, limit).map((row) => ({
    keys: levels.slice(0, Number(row[columns.depth])).map((_, level) => keyText(row[columns.key(level)])),
    ...numbersOf(totals, row),
  }));
  return {
    groups,
    more: rows.length > limit,
    all: numbersOf(totals, all),
    refs: await referenceTitles(ctx, refsOf(levels, groups)),
  };
}

const keyText = (value: Row[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function numbersOf(totals: readonly Total[], row: Row | undefined) {
  return {
    count: Number(row?.[columns.count] ?? 0),
    totals: Object.fromEntries(
      totals.map((total, index) => [total.field, totalText(total, row?.[columns.total(index)])]),
    ),
  };
}

function refsOf(levels: readonly Level[], groups: Groups['groups']) {
  const targets = new Map<string, Set<string>>();
  for (const [index, { target }] of levels.entries())
    for (const { keys } of groups) addRefs(targets, target, keys[index]);
  return targets;
}
