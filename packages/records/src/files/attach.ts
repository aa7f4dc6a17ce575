import type { PoolClient } from '@trellis/db';
import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { AppError } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { cellGuard, type Pointing } from '../owned/guards.ts';
import type { Image } from '../write/image.ts';
import type { Guard } from '../write/references.ts';
import { type FilePlace, filePlaces } from './facts.ts';

/** Hours that a file waits for a record. */
export const WAIT_HOURS = 24;
/** A file may be taken until an hour before the sweep may come for it, so that the two never meet. */
export const TAKE_HOURS = WAIT_HOURS - 1;

/** The files of some fields of a record, and of their rows, each once with its place. */
function filesIn(form: CatalogForm, image: Image, fields: Iterable<string>): { id: string; field: string }[] {
  const wanted = new Set(fields);
  return filePlaces(form).flatMap((place) => {
    if (!wanted.has(place.key)) return [];
    const ids = cellsOf(place, image).flatMap((cell) => cell.ids);
    return [...new Set(ids)].map((id) => ({ id, field: place.name }));
  });
}

/** Conditions under which the files in a record's fields may be its own; asked in the writing statement. */
export function fileGuards(ctx: Ctx, form: CatalogForm, image: Image, fields: Iterable<string>): Guard[] {
  const wanted = new Set(fields);
  return filePlaces(form).flatMap((place): Guard[] => {
    const cells = wanted.has(place.key) ? cellsOf(place, image) : [];
    const ids = [...new Set(cells.flatMap((cell) => cell.ids))];
    if (ids.length === 0) return [];
    const failing = frag`SELECT wanted.id FROM unnest(${param(ids, 'uuid[]')}) AS wanted(id) WHERE NOT EXISTS (
        SELECT FROM ${raw(relation(ctx, 'file'))} AS f WHERE f.id = wanted.id AND (
          (f.record_id IS NULL AND f.uploaded_by = ${param(ctx.actor.id, 'uuid')}
            AND (f.created_at > now() - interval '${raw(String(TAKE_HOURS))} hours'
              OR EXISTS (SELECT FROM ${raw(relation(ctx, 'record_draft'))} AS d WHERE d.files @> ARRAY[f.id])))
          OR (f.record_id = ${param(image.id, 'uuid')} AND f.form = ${param(form.ref, 'text')}
            AND f.field = ${param(place.name, 'text')})))`;
    return [cellGuard(place.key, cells, failing, 'file_gone')];
  });
}

/** The values of a place that hold files: one of a field, one in each row. */
function cellsOf({ key, field, inRows }: FilePlace, image: Image): Pointing[] {
  const ids = (value: Value | undefined): readonly string[] =>
    value === null || value === undefined ? [] : (field.type.files?.ids(value) ?? []);
  if (!inRows) return [{ path: [key], ids: ids(image.values[key]) }];
  return rowsOf(image.values[key]).map((row, index) => ({
    path: [key, index, field.key],
    ids: ids(row[field.key]),
  }));
}

/** Gives the files of many new records to them. Errors: validation_failed where one of them was taken meanwhile. */
export async function attachAll(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  images: readonly Image[],
): Promise<void> {
  const files = images.flatMap((image) =>
    filesIn(form, image, form.fields.keys()).map((file) => ({ ...file, record: image.id })),
  );
  if (files.length === 0) return;
  const { rowCount } = await client.query(
    `UPDATE ${relation(ctx, 'file')} AS f SET form = $1, field = taken.field, record_id = taken.record, attached_at = now()
     FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS taken(id, field, record)
     WHERE f.id = taken.id AND f.record_id IS NULL AND f.uploaded_by = $5`,
    [
      form.ref,
      files.map(({ id }) => id),
      files.map(({ field }) => field),
      files.map(({ record }) => record),
      ctx.actor.id,
    ],
  );
  if (rowCount !== files.length) {
    throw new AppError('validation_failed', {
      issues: [{ path: [files[0]?.field ?? ''], code: 'file_gone' }],
    });
  }
}

/** Parameters of `attachSql`: the files and, one by one, the fields they are in. */
export function attachValues(
  form: CatalogForm,
  image: Image,
  fields: Iterable<string>,
): [string[], string[]] {
  const files = filesIn(form, image, fields);
  return [files.map(({ id }) => id), files.map(({ field }) => field)];
}

/**
 * CTE that makes files a record's own, in the statement that writes it; `saved` is the CTE that returns its `_id`.
 * @param first number of the parameter with the ids; the fields follow
 */
export const attachSql = (ctx: Ctx, form: CatalogForm, first: number): string =>
  `files AS (UPDATE ${relation(ctx, 'file')} AS f SET form = '${form.ref}', field = taken.field, record_id = saved._id, ` +
  `attached_at = now() FROM saved, unnest($${first}::uuid[], $${first + 1}::text[]) AS taken(id, field) ` +
  'WHERE f.id = taken.id AND f.record_id IS NULL)';
