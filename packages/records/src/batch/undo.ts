import type { Value } from '@trellis/logic';
import { AppError, type Issue, ok, type Result as Read } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor, accessTo } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { followers } from '../linked/follow.ts';
import { isRowsDiff, undoRows } from '../owned/diff.ts';
import { readBefore } from '../write/before.ts';
import { changeTogether } from '../write/bulk-change.ts';
import { bulkRestore, deleteMade } from '../write/delete.ts';
import { type Image, sameValue } from '../write/image.ts';
import { readImages } from '../write/images.ts';
import { updateRecord } from '../write/update.ts';
import type { Past } from './since.ts';
import { type Slice, skipped } from './turn.ts';
import type { Item, Result, Work } from './types.ts';

export type UndoWork = Extract<Work, { op: 'undo' }>;

/**
 * Takes back what a batch did with one record: values from before come back, but for those that are no longer what the
 * batch wrote, and those that the member wrote then and may not write now. What had followed from them comes back too,
 * whoever may write it: it is as it was before the member's own change.
 * @param past what was done with it from the batch's change on
 */
export async function undoOne(
  { ctx, form }: Slice,
  work: UndoWork,
  item: Item,
  past: readonly Past[],
): Promise<Result> {
  const { own, later } = partsOf(work, item, past);
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
      await deleteMade(ctx, form, [item.id]);
      return { outcome: 'done', written: now + 1 };
    case 'create':
      if (later.length > 0) return skipped({ path: [], code: 'batch_record_since' });
      await deleteMade(ctx, form, [item.id]);
      return { outcome: 'done', written: now + 1 };
    default:
      return putBack(ctx, form, item.id, work, own, later);
  }
}

/** What the batch did with a record, and what was done with it after that. */
const partsOf = (work: UndoWork, item: Item, past: readonly Past[]) => ({
  own: past.find(({ batch, version }) => batch === work.undoes && version === item.version),
  later: past.filter(({ version }) => version > item.version),
});

/** @param later what was done with the record after it, up to now */
async function putBack(
  ctx: Ctx,
  ref: string,
  id: string,
  work: UndoWork,
  own: Past,
  later: readonly Past[],
): Promise<Result> {
  const access = accessFor(ctx, ref, 'edit');
  const now = await readBefore(reading(ctx, envOf(ctx)), access, 'edit', id);
  if (!now) throw new AppError('record_not_found');
  if (now.version !== (later.at(-1) ?? own).version) throw new AppError('version_conflict');
  const way = wayBack(access, work, now, own, later);
  if ('outcome' in way) return way;
  const { puttingBack, kept, ...change } = way;
  const record = await updateRecord({ ...ctx, puttingBack }, ref, id, change);
  return doneWith(record.version, kept);
}

/**
 * `undoOne` for as many of some records as can go in one statement: what a batch changed in them comes back. Those of which
 * nothing is answered are to have their turn one by one.
 */
export async function undoTogether(
  { ctx, form }: Slice,
  work: UndoWork,
  items: readonly Item[],
  changes: ReadonlyMap<string, readonly Past[]>,
): Promise<ReadonlyMap<string, Result>> {
  const done = new Map<string, Result>();
  const access = accessTo(ctx, form);
  const updates = items.flatMap((item) => {
    const { own, later } = partsOf(work, item, changes.get(item.id) ?? []);
    return own?.op === 'update' ? [{ ...item, own, later }] : [];
  });
  if (updates.length === 0 || !access.actions.has('edit')) return done;
  const ids = updates.map(({ id }) => id);
  const images = await readImages(reading(ctx, envOf(ctx)), access, 'edit', ids);
  const ways = new Map<string, WayBack>();
  for (const { id, own, later } of updates) {
    const now = images.get(id);
    if (!now || now.version !== (later.at(-1) ?? own).version) continue;
    const way = wayBack(access, work, now, own, later);
    if ('outcome' in way) done.set(id, way);
    else ways.set(id, way);
  }
  if (ways.size === 0) return done;
  const wanted = [...ways].map(([id, { kept: _, ...change }]) => ({ id, ...change }));
  for (const [id, { version, changed }] of await changeTogether(ctx, form, wanted))
    if (changed) done.set(id, doneWith(version, ways.get(id)?.kept ?? []));
  return done;
}

/** What brings back what a record was before a batch. */
interface WayBack {
  readonly version: number;
  /** Rows of sub-forms. */
  readonly set: Readonly<Record<string, Value>>;
  readonly owner?: string | null;
  readonly puttingBack: Readonly<Record<string, Value>>;
  /** What stays as it is. */
  readonly kept: readonly Issue[];
}

/** What brings the values of a record back that may come back, or what becomes of it where there are none. */
function wayBack(
  access: Access,
  { fields }: UndoWork,
  now: Image,
  own: Past,
  later: readonly Past[],
): WayBack | Result {
  const { form } = access;
  // What the batch wrote is what the next change found.
  const written = (key: string) => later.find(({ before }) => key in before)?.before[key] ?? null;
  const changed = (key: string) =>
    later.some(({ before }) => key in before) && !sameValue(standsIn(now, key), written(key) as Value);
  const back: Record<string, Value> = {};
  const held: Record<string, Value> = {};
  const kept: Issue[] = [];
  const rows: Record<string, Value> = {};
  for (const [key, before] of Object.entries(own.before)) {
    if (form.owned.has(key) && isRowsDiff(before)) {
      const touched = later.some((past) => key in past.before);
      if (!touched) rows[key] = undoRows(now.values[key], before);
      else if (isNamed(access, key)) kept.push({ ...issue('batch_changed_since'), path: [key] });
      continue;
    }
    const stands = standsIn(now, key);
    if (!mayReturn(form, key) || sameValue(stands, before as Value)) continue;
    const byHand = fields.includes(key);
    const read = readBack(form, key, before);
    const issues = changed(key)
      ? [issue('batch_changed_since')]
      : byHand && !access.writable.edit.has(key)
        ? [issue('readonly_field')]
        : read.ok
          ? []
          : read.issues;
    if (read.ok && issues.length === 0) back[key] = read.value;
    else if (!followsAlways(form, key)) {
      held[key] = stands;
      if (isNamed(access, key)) kept.push(...issues.map((one) => ({ ...one, path: [key, ...one.path] })));
      else if (byHand) kept.push(issue('batch_not_allowed'));
    }
  }
  if (Object.keys({ ...back, ...rows }).length === 0)
    return kept.length > 0 ? skipped(...kept) : { outcome: 'unchanged' };
  const { _owner_id: owner, ...puttingBack } = { ...held, ...back };
  return {
    version: now.version,
    set: rows,
    ...('_owner_id' in back ? { owner: owner as string | null } : {}),
    puttingBack,
    kept,
  };
}

const doneWith = (written: number, kept: readonly Issue[]): Result =>
  kept.length > 0 ? { outcome: 'kept', written, issues: kept } : { outcome: 'done', written };

/** What is worked out always is worked out again; rows go a way of their own. */
function mayReturn(form: CatalogForm, key: string): boolean {
  if (key === '_owner_id') return true;
  const field = form.fields.get(key);
  return field !== undefined && !field.owned && !field.type.generated;
}

/** Whether nobody writes a field by hand, so that what stands there now only follows from others. */
const followsAlways = (form: CatalogForm, key: string): boolean =>
  form.fields.get(key)?.meta.readonly === true && followers(form).some(({ field }) => field === key);

/** A value of the past, as far as the field still takes such values. */
function readBack(form: CatalogForm, key: string, value: unknown): Read<Value> {
  const field = form.fields.get(key);
  return field ? field.type.normalise(value, field.config) : ok(value as Value);
}

const issue = (code: string): Issue => ({ path: [], code });

/** Whether a field may be named to the member. */
const isNamed = ({ visible }: Access, key: string): boolean => key === '_owner_id' || visible.has(key);

const standsIn = (image: Image, key: string): Value =>
  key === '_owner_id' ? image.owner : (image.values[key] ?? null);
