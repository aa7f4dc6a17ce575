import { frag, param } from '@trellis/logic/sql';
import { type Action, AppError, isId } from '@trellis/metadata';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { rowsOf, select } from './select.ts';

/** What anybody who may see a record knows of it. */
export interface Seen {
  readonly owner: string | null;
  readonly version: number;
}

/** Makes sure that the member may do something with a record. Errors: form_not_found, forbidden, record_not_found. */
export async function seenRecord(ctx: Ctx, form: string, id: string, action: Action = 'view'): Promise<Seen> {
  const scope = scoped(ctx, form, action);
  if (!isId(id)) throw new AppError('record_not_found');
  const [row] = await rowsOf<{ owner: string | null; version: number }>(
    ctx,
    select(scope, {
      columns: [frag`${scope.column('_owner_id')} AS owner`, frag`${scope.system('_version')} AS version`],
      where: [frag`${scope.column('_id')} = ${param(id, 'uuid')}`],
    }),
  );
  if (!row) throw new AppError('record_not_found');
  return row;
}
