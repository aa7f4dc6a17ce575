import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import type { Action } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { type Reading, relation, rowFilter } from '../access/target.ts';
import { withRows } from '../owned/read.ts';
import type { RecordRow } from '../query/columns.ts';
import { runText, statementOf } from '../query/select.ts';
import { imageColumns, imageOf } from './before.ts';
import type { Image } from './image.ts';

/**
 * Living records as a whole, by id, as far as the member may do something with them. Never answered to a client as they are.
 * @param how "locked": nobody else writes them before the end of the transaction, which is the pool of the context
 */
export async function readImages(
  state: Reading,
  access: Access,
  action: Action,
  ids: readonly string[],
  how: 'free' | 'locked' = 'free',
): Promise<ReadonlyMap<string, Image>> {
  const { ctx } = state;
  const { form } = access;
  const alias = state.alias();
  const conditions = join(
    [
      frag`${raw(alias)}._id = ANY(${param(ids, 'uuid[]')})`,
      raw(`${alias}._deleted_at IS NULL`),
      ...rowFilter(state, access, action, alias),
    ],
    ' AND ',
  );
  const from = raw(`SELECT ${imageColumns(form, alias)} FROM ${relation(ctx, form.table)} AS ${alias}`);
  // In the order of ids, so that two of these can't wait for each other.
  const lock = raw(how === 'locked' ? ` ORDER BY ${alias}._id FOR NO KEY UPDATE OF ${alias}` : '');
  const { sql, params } = toSql(frag`${from} WHERE ${conditions}${lock}`);
  const rows = await runText<RecordRow>(ctx, statementOf(sql), params);
  const images = await withRows(
    ctx,
    form,
    rows.map((row) => imageOf(ctx, form, row)),
  );
  return new Map(images.map((image) => [image.id, image]));
}
