import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { param, toSql } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, newId, type ReplyOf } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading, relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { placesOf } from '../pointers/places.ts';
import { deleteAlone, isCurrent } from '../write/delete.ts';
import { idsIn } from '../write/ids.ts';
import { bodyOf, type Image } from '../write/image.ts';
import { missingAmong } from '../write/references.ts';
import { onNewestCatalog, STALE } from '../write/stale.ts';
import { updateRecord } from '../write/update.ts';
import { takeBeside } from './beside.ts';
import { withOwnFiles } from './files.ts';
import { imagesOf } from './images.ts';
import { relink, relinkLate } from './links.ts';
import { choiceIssues, type Merged, mergedValues } from './values.ts';

type Input = BodyOf<Contract['mergeRecords']>;
type Answer = ReplyOf<Contract['mergeRecords']>;

/**
 * Makes one record of several, in one transaction: what points to those that go points to the one that stays, they go to
 * the bin, and the chosen values are written as a change of the one that stays, with its rules and checks. What the member
 * does not see is kept where it stands, and taken over where nothing stands. It is for whoever may change and delete all.
 * Errors: record_not_found, forbidden, version_conflict, batch_too_large, form_unavailable, validation_failed with issues at
 * ["choose", field], ["set", field] and ["links", form].
 */
export function mergeRecords(ctx: Ctx, form: string, input: Input): Promise<Answer> {
  return onNewestCatalog(ctx, (current) =>
    inTransaction(current.pool, async ({ client }) =>
      (await isCurrent(current, client)) ? merge(current, client, form, input) : STALE,
    ).then(async (done) => {
      if (done !== STALE) await relinkLate(current, form, done.id, input);
      return done;
    }),
  );
}

async function merge(request: Ctx, client: PoolClient, ref: string, input: Input): Promise<Answer> {
  const id = newId();
  const ctx: Ctx = { ...request, pool: poolWithin(client), reads: undefined, batch: id };
  const access = accessFor(ctx, ref, 'edit');
  accessFor(ctx, ref, 'delete');
  const [survivor, ...lost] = await held(ctx, client, access, input);
  const choose = input.choose ?? {};
  const issues = choiceIssues(access, [survivor, ...lost], choose, envOf(ctx));
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  const gone = lost.map((image) => image.id);
  await client.query(
    `INSERT INTO ${relation(ctx, 'merge')} (id, form, survivor, by_id, at) VALUES ($1, $2, $3, $4, $5)`,
    [id, ref, survivor.id, ctx.actor.id, ctx.now],
  );
  await client.query(
    `INSERT INTO ${relation(ctx, 'merge_record')} (merge_id, record_id) SELECT $1, unnest($2::uuid[])`,
    [id, gone],
  );
  for (const place of placesOf(ctx.catalog, ref))
    await relink(ctx, client, place, { id, survivor: survivor.id, lost: gone });
  await takeBeside(ctx, client, { id, form: ref, survivor: survivor.id }, gone);
  await deleteAlone(ctx, ref, gone);
  const merged = mergedValues(access, [survivor, ...lost], choose);
  const record = await write(ctx, client, access, survivor, merged);
  if (record.version !== survivor.version)
    await client.query(`UPDATE ${relation(ctx, 'merge')} SET version = $2 WHERE id = $1`, [
      id,
      record.version,
    ]);
  return { id, record };
}

/** The records, locked, as they are, the one that stays first; all of them the member's to change and to delete. */
async function held(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  { survivor, records }: Input,
): Promise<[Image, ...Image[]]> {
  const { table } = access.form;
  const ids = [...new Set(records.map(({ id }) => id))].sort();
  if (ids.length < 2 || !ids.includes(survivor))
    throw new AppError('validation_failed', { issues: [{ path: ['survivor'], code: 'merge_not_among' }] });
  await client.query(
    `SELECT FROM ${relation(ctx, table)} WHERE _id = ANY($1::uuid[]) ORDER BY _id FOR UPDATE`,
    [ids],
  );
  const images = new Map((await imagesOf(ctx, access, ids)).map((image) => [image.id, image]));
  for (const { id, version } of records) {
    const image = images.get(id);
    if (image && image.version !== version)
      throw new AppError('version_conflict', {
        details: { yours: version, current: bodyOf(image, access) },
      });
  }
  const first = images.get(survivor);
  if (!first) throw new AppError('record_not_found');
  return [first, ...[...images.values()].filter(({ id }) => id !== survivor)];
}

/** Writes what the record that stays has after it: as values that stood in records and need nobody's right. */
async function write(ctx: Ctx, client: PoolClient, access: Access, survivor: Image, merged: Merged) {
  const { form } = access;
  const values = await withoutUnseen(ctx, access, merged);
  const puttingBack = await withOwnFiles(ctx, client, form, values, survivor.values);
  return updateRecord({ ...ctx, puttingBack }, form.ref, survivor.id, {
    version: survivor.version,
    set: {},
    ...(merged.owner === survivor.owner ? {} : { owner: merged.owner }),
  });
}

/** What nobody chose and the member could not point to, or is gone, is left with the record that it stood in. */
async function withoutUnseen(
  ctx: Ctx,
  { form }: Access,
  { values, filled }: Merged,
): Promise<Merged['values']> {
  const left: Record<string, Merged['values'][string]> = { ...values };
  for (const key of filled) {
    const field = form.fields.get(key);
    const ids = idsIn(values[key]);
    if (field?.target === undefined || ids.length === 0) continue;
    const { sql, params } = toSql(missingAmong(reading(ctx, envOf(ctx)), field.target, param(ids, 'uuid[]')));
    const { rowCount } = await ctx.pool.query(sql, params);
    if (rowCount !== 0) left[key] = null;
  }
  return left;
}
