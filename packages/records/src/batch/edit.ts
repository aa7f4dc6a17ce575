import type { Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import { readBefore } from '../write/before.ts';
import { updateRecord } from '../write/update.ts';
import { addsTo, ownerAt, valueAfter } from './changes.ts';
import { changesFrom, fieldsSince } from './since.ts';
import { type Slice, skipped } from './turn.ts';
import type { EditAction, Item, Result } from './types.ts';

/**
 * Changes one record. What says how much is added is done with what stands there now; what says how it shall be is not
 * done over a change that somebody made since the records were chosen.
 * @param read version of the record when the slice began; undefined where that is outdated
 * @param turn how many had their owner before
 */
export async function editOne(
  { ctx, client, form }: Slice,
  { changes = [], owner }: EditAction,
  item: Item,
  read: number | undefined,
  turn: number,
): Promise<Result> {
  const access = accessFor(ctx, form, 'edit');
  const reads = read === undefined || changes.some(addsTo);
  const before = reads ? await readBefore(reading(ctx, envOf(ctx)), access, 'edit', item.id) : undefined;
  const version = reads ? before?.version : read;
  if (version === undefined) return skipped({ path: [], code: 'batch_record_gone' });
  const wanted = owner && ownerAt(owner, turn);
  if (version !== item.version) {
    const since = fieldsSince(
      (await changesFrom(ctx, client, access.form, [item])).get(item.id),
      item.version,
    );
    const overwritten = [
      ...changes.filter((change) => !addsTo(change)).map(({ field }) => field),
      ...(wanted === undefined ? [] : ['_owner_id']),
    ].filter((field) => since.has(field));
    if (overwritten.length > 0) return skipped(...overwritten.map(touched));
  }
  const set = changes.map((change) => {
    const field = access.form.fields.get(change.field);
    return [change.field, field && valueAfter(field, change, before?.values[change.field] ?? null)] as const;
  });
  const record = await updateRecord(ctx, form, item.id, {
    version,
    set: Object.fromEntries(set),
    ...(wanted === undefined ? {} : { owner: wanted }),
  });
  if (record.version === version) return { outcome: 'unchanged' };
  return { outcome: 'done', written: record.version };
}

const touched = (field: string): Issue => ({ path: [field], code: 'batch_field_touched' });
