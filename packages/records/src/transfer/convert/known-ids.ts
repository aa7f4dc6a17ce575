import { frag, param } from '@trellis/logic/sql';
import { isId } from '@trellis/metadata';
import type { Scoped } from '../../access/scoped.ts';
import type { Ctx } from '../../contract.ts';
import { rowsOf, select } from '../../query/select.ts';

/** Those of some texts that are ids of records in a scope; in one query. */
export async function idsAmong(
  ctx: Ctx,
  scope: Scoped,
  texts: Iterable<string | undefined>,
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(texts)].filter(isId);
  if (wanted.length === 0) return new Set();
  const id = scope.column('_id');
  const found = await rowsOf<{ id: string }>(
    ctx,
    select(scope, { columns: [frag`${id} AS id`], where: [frag`${id} = ANY(${param(wanted, 'uuid[]')})`] }),
  );
  return new Set(found.map((row) => row.id));
}
