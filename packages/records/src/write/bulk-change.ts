import { type CopyValue, copyAtOnce, inTransaction, type PoolClient, readPgError } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { AppError, newId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { accessFor } from '../access/policy.ts';
import { reading, relation } from '../access/target.ts';
import { holdSources } from '../compute/hold.ts';
import { recompute } from '../compute/recompute.ts';
import { writtenBy } from '../compute/save.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { filePlaces } from '../files/facts.ts';
import { tellOwner } from '../messages/assigned.ts';
import { sealAll } from '../secrets/values.ts';
import { quoteName } from '../storage/names.ts';
import { narrowedFields } from './candidate-guards.ts';
import { castOf } from './casts.ts';
import { isCurrent } from './delete.ts';
import { deedOf, eventOf } from './event.ts';
import type { Image } from './image.ts';
import { readImages } from './images.ts';
import type { Changed } from './prepare.ts';
import { rehearseImages, type WantedChange } from './rehearse.ts';
import { searchOf, touchesSearch } from './tokens.ts';
import { oldValues } from './update-sql.ts';

/** A change that was prepared on the locked record. */
interface Plain {
  readonly before: Image;
  readonly after: Changed;
}

/** What became of some changes: by id the versions that were written, or that stay. */
export type Together = ReadonlyMap<string, { readonly version: number; readonly changed: boolean }>;

/**
 * Makes those of some changes in one statement that are plain: nothing refuses them, and nothing of theirs needs more than the
 * record itself. What is not among the answers is left for `updateRecord`, and so is everything where anything goes wrong: the
 * part of the transaction is taken back then. It must only never write what that would refuse.
 * @param ctx its pool is the transaction
 */
export async function changeTogether(
  ctx: Ctx,
  form: string,
  changes: readonly (WantedChange & { readonly version?: number | undefined })[],
): Promise<Together> {
  try {
    return await inTransaction(ctx.pool, ({ client }) => change(ctx, client, form, changes));
  } catch (error) {
    if (error instanceof AppError || readPgError(error)?.kind === 'unique') return new Map();
    throw error;
  }
}

async function change(
  ctx: Ctx,
  client: PoolClient,
  ref: string,
  changes: readonly (WantedChange & { readonly version?: number | undefined })[],
): Promise<Together> {
  if (!(await isCurrent(ctx, client))) return new Map();
  const access = accessFor(ctx, ref, 'edit');
  const { form } = access;
  const state = reading(ctx, envOf(ctx));
  const ids = changes.map(({ id }) => id);
  const next = new Map(changes.map(({ id, set, puttingBack }) => [id, { ...set, ...puttingBack }]));
  // What they read is held before they are locked, as any save does it.
  const known = [...(await readImages(state, access, 'edit', ids)).values()];
  await holdSources(
    ctx,
    client,
    form,
    known.flatMap(({ id, values }) => [
      values,
      { ...values, ...(next.get(id) as Readonly<Record<string, Value>>) },
    ]),
  );
  const images = await readImages(state, access, 'edit', ids, 'locked');
  const rehearsed = await rehearseImages(ctx, access, changes, images);
  const done = new Map<string, { version: number; changed: boolean }>();
  const plain: Plain[] = [];
  for (const [index, { before, after, issues }] of rehearsed.entries()) {
    const { version } = changes[index] ?? {};
    if (!before || !after || issues.length > 0 || (version !== undefined && version !== before.version))
      continue;
    if (after.changed.size === 0 && !after.ownerChanged)
      done.set(before.id, { version: before.version, changed: false });
    else if (isPlain(form, after)) plain.push({ before, after });
  }
  if (plain.length > 0) await write(ctx, client, form, plain);
  for (const { before } of plain) done.set(before.id, { version: before.version + 1, changed: true });
  return done;
}

/** Whether a change needs nothing beside the record itself; what refuses it was asked already. */
function isPlain(form: CatalogForm, { changed }: Changed): boolean {
  // The condition of a reference in their rows may read what changes.
  if ([...form.owned.values()].some((rows) => narrowedFields(rows).length > 0)) return false;
  const places = new Set(filePlaces(form).map(({ key }) => key));
  for (const key of changed) {
    if (form.owned.has(key) || places.has(key) || form.fields.get(key)?.meta.encrypted) return false;
  }
  return true;
}

/** Writes records with their history, one event for all of them, and what follows from them. */
async function write(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  plain: readonly Plain[],
): Promise<void> {
  const changed = new Set(plain.flatMap(({ after }) => [...after.changed]));
  const keys = [...form.fields.keys()].filter((key) => changed.has(key));
  const searched = touchesSearch(form, changed);
  const fields = keys.flatMap((key) => {
    const [field, column] = [form.fields.get(key), form.columns.get(key)];
    return field && column !== undefined ? [{ key, name: quoteName(column), type: castOf(field) }] : [];
  });
  const columns = [
    '_id uuid, _version int, _owner_id uuid, _search text[], _pinyin text',
    ...fields.map(({ name, type }) => `${name} ${type}`),
  ];
  const sets = [
    '_version = r._version + 1, _updated_at = $2::timestamptz, _updated_by = $3::uuid, _owner_id = x._owner_id',
    ...(searched ? ['_search = x._search, _pinyin = x._pinyin'] : []),
    ...fields.map(({ name }) => `${name} = x.${name}`),
  ];
  const rows = plain.map(({ before, after: { image } }) => {
    const search = searched ? searchOf(form, image.values) : undefined;
    const row: Record<string, unknown> = {
      _id: image.id,
      _version: before.version,
      _owner_id: image.owner,
      _search: search?.tokens ?? null,
      _pinyin: search?.pinyin ?? null,
    };
    for (const { key } of fields) row[form.columns.get(key) ?? ''] = image.values[key] ?? null;
    return row;
  });
  const { rowCount } = await client.query(
    `UPDATE ${relation(ctx, form.table)} AS r SET ${sets.join(', ')}
     FROM jsonb_to_recordset($1::jsonb) AS x (${columns.join(', ')})
     WHERE r._id = x._id AND r._version = x._version AND r._deleted_at IS NULL`,
    [JSON.stringify(rows), ctx.now, ctx.actor.id],
  );
  if (rowCount !== plain.length) throw new AppError('busy');
  const ids = plain.map(({ before }) => before.id);
  const event = eventOf(form.ref, 'update', ids, deedOf(ctx, ctx.actor.id));
  const history = 'id, form, record_id, version, at, actor, cause, op, before, accepted, batch, back_to';
  await copyAtOnce(client, [
    { into: `${relation(ctx, 'record_change')} (${history})`, rows: changesOf(ctx, form, plain) },
    { into: `${relation(ctx, 'outbox')} (kind, payload)`, rows: [['record', JSON.stringify(event)]] },
  ]);
  for (const { after } of plain) if (after.ownerChanged) await tellOwner(ctx, form, after.image)?.(client);
  const touched = plain.some(({ after }) => after.ownerChanged)
    ? new Set([...changed, '_owner_id'])
    : changed;
  const transitions = plain.map(({ before, after }) => ({ before, after: after.image }));
  await recompute(ctx, client, writtenBy(ctx, form, transitions, touched));
}

function* changesOf(ctx: Ctx, form: CatalogForm, plain: readonly Plain[]): Generator<readonly CopyValue[]> {
  for (const { before, after } of plain) {
    const { image, changed, ownerChanged } = after;
    const keys = [...form.fields.keys()].filter((key) => changed.has(key));
    const old = oldValues(form, before, image, keys, ownerChanged);
    yield [
      newId(),
      form.ref,
      image.id,
      before.version + 1,
      ctx.now,
      ctx.actor.id,
      ctx.cause,
      'update',
      JSON.stringify(sealAll(ctx, form, image.id, old)),
      image.passed ? JSON.stringify(image.passed) : null,
      ctx.batch ?? null,
      ctx.backTo ?? null,
    ];
  }
}
