import type { Ctx } from '../contract.ts';
import type { NewRow, RowIssues } from '../types.ts';

/** Creates many records, all or nothing. Issues stand at ["create", row, "values", field]. */
export async function bulkCreate(
  _ctx: Ctx,
  _form: string,
  _rows: readonly NewRow[],
): Promise<{ ids: string[] }> {
  throw new Error('in progress');
}

/** What bulkCreate would say of each row, without writing: the answer has one entry per row, empty when it is fine. */
export async function validateRows(_ctx: Ctx, _form: string, _rows: readonly NewRow[]): Promise<RowIssues[]> {
  throw new Error('in progress');
}
