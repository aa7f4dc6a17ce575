import { frag, param } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, type ReplyOf } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor, findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import type { Ctx } from '../contract.ts';
import { placesOf } from '../pointers/places.ts';
import { bounded } from '../query/bounded.ts';
import { readRecord } from '../query/get.ts';
import { refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import { countUpTo } from '../query/total.ts';
import type { RecordBody } from '../types.ts';
import { imagesOf } from './images.ts';
import { proposals, proposedSurvivor } from './propose.ts';
import { choosable } from './values.ts';

type Preview = ReplyOf<Contract['previewMerge']>;

/** Records that point somewhere are counted up to here. */
const COUNTED = 1_000;

/**
 * Where records differ, what is proposed, and what goes along, as far as the member sees it.
 * Errors: form_not_found, forbidden, record_not_found.
 */
export async function previewMerge(
  request: Ctx,
  form: string,
  { ids }: BodyOf<Contract['previewMerge']>,
): Promise<Preview> {
  const ctx = bounded(request);
  const access = accessFor(ctx, form, 'edit');
  const images = await imagesOf(ctx, access, [...new Set(ids)]);
  const records: RecordBody[] = [];
  for (const { id } of images) records.push(await readRecord(ctx, form, id, 'view'));
  const survivor = proposedSurvivor(records);
  if (!survivor || records.length < 2) throw new AppError('record_not_found');
  return {
    survivor: survivor.id,
    records,
    fields: proposals(choosable(access, images, envOf(ctx)), records, survivor),
    links: await linksOf(ctx, access, records),
    refs: await referenceTitles(ctx, refsOf(access.form, records)),
  };
}

/** How many records of each form the member sees pointing to each of the records. */
async function linksOf(
  ctx: Ctx,
  { form }: Access,
  records: readonly RecordBody[],
): Promise<Preview['links']> {
  const places = placesOf(ctx.catalog, form.ref).filter((place) => {
    const access = findAccess(ctx, place.form.ref);
    return !place.rows && access?.actions.has('view') && access.visible.has(place.field.key);
  });
  const links = new Map<string, Preview['links'][number]>();
  for (const place of places)
    for (const { id } of records) {
      const scope = scoped(ctx, place.form.ref, 'view');
      const column = scope.column(place.field.key);
      const one = frag`${param(id, 'uuid')}`;
      const where = [place.field.many ? frag`${column} @> ARRAY[${one}]` : frag`${column} = ${one}`];
      const count = await countUpTo(scope, where, COUNTED);
      const key = `${id} ${place.form.ref}`;
      const sum = (links.get(key)?.count ?? 0) + count;
      if (count > 0) links.set(key, { record: id, form: place.form.ref, count: Math.min(sum, COUNTED) });
    }
  return [...links.values()];
}
