import { type CopyValue, copyAtOnce, type PoolClient } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { newId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import type { Access } from '../access/policy.ts';
import { reading, relation, rowFilter } from '../access/target.ts';
import { storedImage } from '../compute/save.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { attachAll } from '../files/attach.ts';
import { insertRows } from '../owned/write.ts';
import { hasColumn } from '../storage/has-column.ts';
import { quoteName } from '../storage/names.ts';
import { bound } from './casts.ts';
import { eventOf } from './event.ts';
import type { Image } from './image.ts';
import { numbersOf, numberText } from './numbers.ts';
import { searchOf, tokensList } from './tokens.ts';

/** Gives generated numbers to new records, in their order: one step of each counter for all of them. */
export async function reserveNumbers(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  images: readonly Image[],
): Promise<Image[]> {
  const wanted = images.map((image) => numbersOf(ctx, form, image));
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  for (const { counter, start = 1 } of wanted.flat()) {
    counts.set(counter, (counts.get(counter) ?? 0) + 1);
    starts.set(counter, start);
  }
  const next = new Map<string, bigint>();
  // In one order for everybody, so that two bulk writes can't wait for each other.
  for (const [counter, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { rows } = await client.query<{ value: string }>(
      `INSERT INTO ${relation(ctx, 'counter')} AS c (key, value) VALUES ($1, $3::bigint - 1 + $2::bigint)
       ON CONFLICT (key) DO UPDATE SET value = c.value + $2::bigint RETURNING value`,
      [counter, count, starts.get(counter) ?? 1],
    );
    next.set(counter, BigInt(rows[0]?.value ?? 0) - BigInt(count) + 1n);
  }
  return images.map((image, index) => {
    const numbers = wanted[index] ?? [];
    if (numbers.length === 0) return image;
    const values: Record<string, Value> = { ...image.values };
    for (const number of numbers) {
      const value = next.get(number.counter) ?? 0n;
      next.set(number.counter, value + 1n);
      values[number.field.key] = numberText(number, value);
    }
    return { ...image, values };
  });
}

/** Writes a slice of new records with their history, and one event for all of them. */
export async function insertSlice(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  images: readonly Image[],
): Promise<void> {
  if (images.length === 0) return;
  const fields = [...form.fields.values()].filter(hasColumn);
  const columns = fields.map(({ key }) => quoteName(form.columns.get(key) ?? ''));
  const stored = images.map((image) => storedImage(ctx, form, image));
  const event = eventOf(
    form.ref,
    'create',
    images.map(({ id }) => id),
  );
  await copyAtOnce(client, [
    {
      into: `${relation(ctx, form.table)} (${[...SYSTEM, ...columns].join(', ')})`,
      rows: rowsOf(form, fields, stored),
    },
    {
      into: `${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, accepted, batch)`,
      rows: changesOf(ctx, form, images),
    },
    { into: `${relation(ctx, 'outbox')} (kind, payload)`, rows: [['record', JSON.stringify(event)]] },
  ]);
  await insertRows(ctx, client, form, images);
  await attachAll(ctx, client, form, images);
}

const SYSTEM = [
  '_id',
  '_version',
  '_created_at',
  '_created_by',
  '_updated_at',
  '_updated_by',
  '_owner_id',
  '_department_id',
  '_search',
  '_pinyin',
];

function* rowsOf(
  form: CatalogForm,
  fields: readonly CompiledField[],
  images: readonly Image[],
): Generator<readonly CopyValue[]> {
  for (const image of images) {
    const search = searchOf(form, image.values);
    yield [
      image.id,
      image.version,
      image.createdAt,
      image.createdBy,
      image.updatedAt,
      image.updatedBy,
      image.owner,
      image.department,
      tokensList(search),
      search.pinyin,
      ...fields.map((field) => bound(field, image.values[field.key]) as CopyValue),
    ];
  }
}

function* changesOf(ctx: Ctx, form: CatalogForm, images: readonly Image[]): Generator<readonly CopyValue[]> {
  for (const { id, version, createdAt, createdBy, passed } of images) {
    const accepted = passed ? JSON.stringify(passed) : null;
    yield [
      newId(),
      form.ref,
      id,
      version,
      createdAt,
      createdBy,
      ctx.cause,
      'create',
      accepted,
      ctx.batch ?? null,
    ];
  }
}

/** Whether one of the rows just written is outside the member's rows. */
export async function rowsOutOfScope(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  images: readonly Image[],
): Promise<boolean> {
  const state = reading(ctx, envOf(ctx));
  const row = state.alias();
  const action = ctx.cause === 'import' ? 'import' : 'create';
  const inside = join([raw('true'), ...rowFilter(state, access, action, row)], ' AND ');
  const ids = images.map(({ id }) => id);
  const from = raw(`${relation(ctx, access.form.table)} AS ${row}`);
  const { sql, params } = toSql(
    frag`SELECT FROM ${from} WHERE ${raw(row)}._id = ANY(${param(ids, 'uuid[]')}) AND NOT coalesce(${inside}, false) LIMIT 1`,
  );
  const { rowCount } = await client.query(sql, params);
  return (rowCount ?? 0) > 0;
}
