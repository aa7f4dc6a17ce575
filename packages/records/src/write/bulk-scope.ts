import type { Queryable } from '@trellis/db';
import type { Frag } from '@trellis/logic';
import { frag, join, raw, toSql } from '@trellis/logic/sql';
import { type Action, AppError, type Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import type { Prepared } from './bulk-checks.ts';
import { checkOwnRows } from './own-rows.ts';

/**
 * Says of each record that it would lie outside the member's rows as it shall be stored. What only the database can tell
 * is one statement for all.
 */
export async function checkScope(
  ctx: Ctx,
  on: Queryable,
  access: Access,
  action: Action,
  rows: Prepared,
  report: (row: number, issue: Issue) => void,
): Promise<void> {
  if (access.rows[action].length === 0) return;
  const state = reading(ctx, envOf(ctx));
  const open: { readonly row: number; readonly holds: Frag }[] = [];
  for (const [row, image] of rows.entries()) {
    if (!image) continue;
    try {
      const conditions = checkOwnRows(state, access, action, image);
      if (conditions.length > 0) open.push({ row, holds: join([raw('true'), ...conditions], ' AND ') });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      for (const issue of error.issues) report(row, issue);
    }
  }
  if (open.length === 0) return;
  const asked = open.map(({ holds }) => frag`coalesce(${holds}, false)`);
  const { sql, params } = toSql(frag`SELECT ARRAY[${join(asked, ', ')}] AS held`);
  const { rows: found } = await on.query<{ held: boolean[] }>(sql, params);
  for (const [index, { row }] of open.entries())
    if (!found[0]?.held[index]) report(row, { path: [], code: 'out_of_scope' });
}
