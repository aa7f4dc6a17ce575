import type { Value } from '@trellis/logic';
import { AppError, type Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { readBefore } from '../write/before.ts';
import { bulkDelete, bulkRestore } from '../write/delete.ts';
import { type Image, sameValue } from '../write/image.ts';
import { updateRecord } from '../write/update.ts';
import type { Past } from './since.ts';
import { type Slice, skipped } from './turn.ts';
import type { Item, Result } from './types.ts';

/**
 * Takes back what a batch did with one record: values from before come back, but for those that are no longer what the
 * batch wrote.
 * @param past what was done with it from the batch's change on
 */
export async function undoOne(
  { ctx, form }: Slice,
  undoes: string,
  item: Item,
  past: readonly Past[],
): Promise<Result> {
  const own = past.find(({ batch, version }) => batch === undoes && version === item.version);
  const later = past.filter(({ version }) => version > item.version);
  if (!own) return skipped({ path: [], code: 'batch_record_gone' });
  const flipped = later.some(({ op }) => op !== 'update');
  const now = later.at(-1)?.version ?? item.version;
  switch (own.op) {
    case 'delete':
      // Somebody brought it back already.
      if (flipped) return { outcome: 'unchanged' };
      await bulkRestore(ctx, form, [item.id]);
      return { outcome: 'done', written: now + 1 };
    case 'restore':
      if (later.length > 0) return skipped({ path: [], code: 'batch_record_since' });
      await bulkDelete(ctx, form, [item.id]);
      return { outcome: 'done', written: now + 1 };
    default:
      return putBack(ctx, form, item.id, own, later);
  }
}

/** @param later what was done with the record after it, up to now */
async function putBack(
  ctx: Ctx,
  ref: string,
  id: string,
  own: Past,
  later: readonly Past[],
): Promise<Result> {
  const access = accessFor(ctx, ref, 'edit');
  const now = await readBefore(reading(ctx, envOf(ctx)), access, 'edit', id);
  if (!now) throw new AppError('record_not_found');
  if (now.version !== (later.at(-1) ?? own).version) throw new AppError('version_conflict');
  const { form } = access;
  const wanted = Object.entries(own.before).filter(
    ([key, value]) => mayReturn(form, key) && !sameValue(standsIn(now, key), value as Value),
  );
  // What the batch wrote is what the next change found.
  const written = (key: string) => later.find(({ before }) => key in before)?.before[key] ?? null;
  const changed = (key: string) =>
    later.some(({ before }) => key in before) && !sameValue(standsIn(now, key), written(key) as Value);
  const kept = wanted.filter(([key]) => changed(key)).map(([key]) => keeps(key));
  const set = Object.fromEntries(wanted.filter(([key]) => !changed(key)));
  if (Object.keys(set).length === 0) return kept.length > 0 ? skipped(...kept) : { outcome: 'unchanged' };
  const { _owner_id: owner, ...values } = set;
  const record = await updateRecord({ ...ctx, puttingBack: true }, ref, id, {
    version: now.version,
    set: values,
    ...('_owner_id' in set ? { owner: owner as string | null } : {}),
  });
  return kept.length > 0
    ? { outcome: 'kept', written: record.version, issues: kept }
    : { outcome: 'done', written: record.version };
}

/** What follows from other values follows again; rows were not changed by themselves. */
function mayReturn(form: CatalogForm, key: string): boolean {
  if (key === '_owner_id') return true;
  const field = form.fields.get(key);
  return field !== undefined && !field.owned && !field.type.generated;
}

const standsIn = (image: Image, key: string): Value =>
  key === '_owner_id' ? image.owner : (image.values[key] ?? null);

const keeps = (field: string): Issue => ({ path: [field], code: 'batch_changed_since' });
