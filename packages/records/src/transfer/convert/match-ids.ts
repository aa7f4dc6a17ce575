import { isId } from '@trellis/metadata';
import { scoped } from '../../access/scoped.ts';
import type { Ctx } from '../../contract.ts';
import { idsAmong } from './known-ids.ts';
import type { Match, Matching } from './match.ts';
import type { ReadRow } from './read.ts';

/**
 * Finds the records of rows by their ids. An id that names none is a mistake under every policy: a new record would have
 * another one. Records that the member may not view are as unknown as those that are not there.
 */
export async function matchIds(
  ctx: Ctx,
  form: string,
  policy: Matching['policy'],
  rows: readonly ReadRow[],
): Promise<Match[]> {
  const ids = rows.map(({ id }) => id?.trim().toLowerCase());
  const known = await idsAmong(ctx, scoped(ctx, form, 'view'), ids);
  const firsts = new Map<string, number>();
  return rows.map(({ row, id: text = '' }, index): Match => {
    const id = ids[index];
    // Whoever adds a row below those of an export has no id for it.
    if (!id) return policy === 'update' ? { issue: { path: [], code: 'import_id_empty' } } : {};
    if (!isId(id))
      return { issue: { path: [], code: 'import_id_invalid', params: { text: text.slice(0, 100) } } };
    if (!known.has(id)) return { issue: { path: [], code: 'import_id_unknown' } };
    const first = firsts.get(id);
    if (first !== undefined) return { issue: { path: [], code: 'import_key_twice', params: { row: first } } };
    firsts.set(id, row);
    return { record: id };
  });
}
