import type { PoolClient, Queryable } from '@trellis/db';
import { type RowValue, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Written } from '../compute/recompute.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { rowsDiff } from '../owned/diff.ts';
import { withRows } from '../owned/read.ts';
import { sealAll } from '../secrets/values.ts';
import { deedOf, eventOf } from '../write/event.ts';
import { emit } from '../write/outbox.ts';
import { holderOf, type Place } from './places.ts';

/** A record, or a row, with what it points to in one place. */
export interface Pointer {
  readonly id: string;
  /** The record that a row belongs to. */
  readonly parent: string | null;
  readonly ids: readonly string[];
}

/** A pointer and where it shall point. */
export interface Moved extends Pointer {
  readonly to: readonly string[];
}

/** Which pointers are asked for. */
interface Sought {
  readonly targets: readonly string[];
  /** Records whose own references, or whose rows', are left out. */
  readonly except: readonly string[];
  /** Those of deleted records too. */
  readonly deleted: boolean;
  readonly most: number;
  /** They are only looked at, and stay free for others. */
  readonly unlocked?: boolean;
}

/**
 * What points to any of some records from one place, in the order of ids, and locked. Fewer than asked for may have been
 * found only because others have changed some: none are left once none are found.
 */
export async function pointersTo(
  ctx: Ctx,
  on: Queryable,
  place: Place,
  { targets, except, deleted, most, unlocked = false }: Sought,
): Promise<Pointer[]> {
  const { form, rows, field, column } = place;
  const where = [
    field.many ? `t.${column} && $1::uuid[]` : `t.${column} = ANY($1::uuid[])`,
    `${rows ? 't._parent_id' : 't._id'} <> ALL($3::uuid[])`,
    ...(deleted
      ? []
      : rows
        ? [
            `EXISTS (SELECT FROM ${relation(ctx, form.table)} AS p WHERE p._id = t._parent_id AND p._deleted_at IS NULL)`,
          ]
        : ['t._deleted_at IS NULL']),
  ];
  return pointers(ctx, on, place, where.join(' AND '), [targets, most, except], unlocked);
}

/** What some records, or rows, point to in one place now; locked. */
export const pointersOf = (ctx: Ctx, client: PoolClient, place: Place, ids: readonly string[]) =>
  pointers(ctx, client, place, 't._id = ANY($1::uuid[])', [ids, ids.length]);

async function pointers(
  ctx: Ctx,
  on: Queryable,
  place: Place,
  where: string,
  params: readonly unknown[],
  unlocked = false,
): Promise<Pointer[]> {
  const { rows, field, column } = place;
  const mine = rows && !unlocked ? await lockHolders(ctx, on, place, where, params) : undefined;
  if (mine?.length === 0) return [];
  const { rows: found } = await on.query<Pointer>(
    `SELECT t._id AS id, ${rows ? 't._parent_id' : 'NULL::uuid'} AS parent,
       ${field.many ? `coalesce(t.${column}, '{}')` : `array_remove(ARRAY[t.${column}], NULL)`} AS ids
     FROM ${relation(ctx, holderOf(place).table)} AS t
     WHERE ${where}${mine ? ` AND t._parent_id = ANY($${params.length + 1}::uuid[])` : ''} ORDER BY t._id LIMIT $2::int
     ${unlocked ? '' : 'FOR UPDATE OF t'}`,
    mine ? [...params, mine] : [...params],
  );
  return found;
}

/**
 * Locks the records that rows belong to, before these, as saves do: so neither can wait for the other, and whose rows are
 * read then get no others meanwhile.
 */
async function lockHolders(
  ctx: Ctx,
  on: Queryable,
  place: Place,
  where: string,
  params: readonly unknown[],
): Promise<readonly string[]> {
  const { rows } = await on.query<{ id: string }>(
    `SELECT h._id AS id FROM ${relation(ctx, place.form.table)} AS h WHERE h._id IN (
       SELECT t._parent_id FROM ${relation(ctx, holderOf(place).table)} AS t WHERE ${where} ORDER BY t._id LIMIT $2::int)
     ORDER BY h._id FOR UPDATE OF h`,
    [...params],
  );
  return rows.map(({ id }) => id);
}

/** What was pointed elsewhere. */
interface Pointed {
  readonly written: readonly Written[];
  /** By record. */
  readonly versions: ReadonlyMap<string, number>;
}

/** The same list with some records taken for another one, each once. */
export const replaced = (
  ids: readonly string[],
  lost: ReadonlySet<string>,
  by: string,
): readonly string[] => [...new Set(ids.map((id) => (lost.has(id) ? by : id)))];

/**
 * Points records, or rows, of one place elsewhere, whoever may change them: with history, events, and the next version of
 * the records. Answers what was written, for what follows from it, and the versions that the records have by it.
 */
export async function point(
  ctx: Ctx,
  client: PoolClient,
  place: Place,
  moved: readonly Moved[],
): Promise<Pointed> {
  if (moved.length === 0) return { written: [], versions: new Map() };
  const { form, rows, field, column } = place;
  const before = rows ? await rowsBefore(ctx, client, form, moved) : undefined;
  await client.query(
    `UPDATE ${relation(ctx, holderOf(place).table)} AS t
     SET ${column} = ${field.many ? `nullif(w.ids::uuid[], '{}')` : '(w.ids::uuid[])[1]'}
     FROM unnest($1::uuid[], $2::text[]) AS w (id, ids) WHERE t._id = w.id`,
    [moved.map(({ id }) => id), moved.map(({ to }) => `{${to.join(',')}}`)],
  );
  const left = new Map([[field.key, [...new Set(moved.flatMap(({ ids }) => ids))]]]);
  const written = (of: CatalogForm, ids: readonly string[], key: string): Written => ({
    form: of.ref,
    ids,
    fields: new Set([key, '_updated_at', '_updated_by']),
    left: of === holderOf(place) ? left : new Map(),
  });
  if (!rows || !before) {
    const old = new Map(moved.map(({ id, ids }) => [id, { [field.key]: asValue(place, ids) }]));
    const versions = await noteChanges(ctx, client, form, old);
    return { written: [written(form, [...old.keys()], field.key)], versions };
  }
  const now = new Map(moved.map(({ id, to }) => [id, { [field.key]: asValue(place, to) }]));
  const old = new Map(
    before.map(({ id, values }) => {
      const after = rowsOf(values[rows.key]).map(
        (row): RowValue => ({ ...row, ...now.get(String(row._id)) }),
      );
      return [id, { [rows.key]: rowsDiff(values[rows.key], after as unknown as Value) }];
    }),
  );
  const versions = await noteChanges(ctx, client, form, old);
  return {
    written: [written(rows.form, [...now.keys()], field.key), written(form, [...old.keys()], rows.key)],
    versions,
  };
}

const asValue = ({ field }: Place, ids: readonly string[]): Value =>
  field.many ? (ids.length > 0 ? [...ids] : null) : (ids[0] ?? null);

/** The records that rows belong to, with all of their rows. */
function rowsBefore(ctx: Ctx, client: PoolClient, form: CatalogForm, moved: readonly Pointer[]) {
  const parents = [...new Set(moved.flatMap(({ parent }) => parent ?? []))].sort();
  const bare: { id: string; values: Readonly<Record<string, Value>> }[] = parents.map((id) => ({
    id,
    values: {},
  }));
  return withRows(ctx, form, bare, client);
}

/** Gives records their next version, which it answers, and says in history and to the outbox what stood in them. */
async function noteChanges(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  old: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Promise<ReadonlyMap<string, number>> {
  const ids = [...old.keys()];
  const { rows } = await client.query<{ id: string; version: number }>(
    `WITH saved AS (
       UPDATE ${relation(ctx, form.table)} AS t
       SET _version = _version + 1, _updated_at = $3::timestamptz, _updated_by = $4::uuid
       WHERE _id = ANY($2::uuid[]) RETURNING _id, _version)
     INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, before, batch)
     SELECT c.id, $1::text, saved._id, saved._version, $3::timestamptz, $4::uuid, $5::text, 'update', c.before::jsonb, $6::uuid
     FROM saved JOIN unnest($7::uuid[], $2::uuid[], $8::text[]) AS c (id, record_id, before) ON c.record_id = saved._id
     RETURNING record_id AS id, version`,
    [
      form.ref,
      ids,
      ctx.now,
      ctx.actor.id,
      ctx.cause,
      ctx.batch ?? null,
      ids.map(() => newId()),
      [...old].map(([id, values]) => JSON.stringify(sealAll(ctx, form, id, values))),
    ],
  );
  await emit(ctx, client, 'record', eventOf(form.ref, 'update', ids, deedOf(ctx, ctx.actor.id)));
  return new Map(rows.map(({ id, version }) => [id, version]));
}
