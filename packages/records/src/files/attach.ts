import type { PoolClient } from '@trellis/db';
import { frag, param, raw } from '@trellis/logic/sql';
import { AppError, type Issue } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { Image } from '../write/image.ts';
import type { Guard } from '../write/references.ts';
import { fileFields } from './facts.ts';

/** Hours that a file waits for a record. */
export const WAIT_HOURS = 24;
/** A file may be taken until an hour before the sweep may come for it, so that the two never meet. */
const TAKE_HOURS = WAIT_HOURS - 1;

/** The files of some fields of a record, each with its field. */
function filesIn(form: CatalogForm, image: Image, fields: Iterable<string>): { id: string; field: string }[] {
  const wanted = new Set(fields);
  return fileFields(form).flatMap(({ key, type }) => {
    const value = image.values[key] ?? null;
    if (!wanted.has(key) || value === null) return [];
    return (type.files?.ids(value) ?? []).map((id) => ({ id, field: key }));
  });
}

/** Conditions under which the files in a record's fields may be its own; asked in the writing statement. */
export function fileGuards(ctx: Ctx, form: CatalogForm, image: Image, fields: Iterable<string>): Guard[] {
  const files = filesIn(form, image, fields);
  const keys = [...new Set(files.map(({ field }) => field))];
  return keys.map((key): Guard => {
    const ids = files.flatMap(({ id, field }) => (field === key ? [id] : []));
    const issue: Issue = { path: [key], code: 'file_gone' };
    return {
      issue,
      holds: frag`NOT EXISTS (SELECT FROM unnest(${param(ids, 'uuid[]')}) AS wanted(id) WHERE NOT EXISTS (
        SELECT FROM ${raw(relation(ctx, 'file'))} AS f WHERE f.id = wanted.id AND (
          (f.record_id IS NULL AND f.uploaded_by = ${param(ctx.actor.id, 'uuid')}
            AND f.created_at > now() - interval '${raw(String(TAKE_HOURS))} hours')
          OR (f.record_id = ${param(image.id, 'uuid')} AND f.form = ${param(form.ref, 'text')}
            AND f.field = ${param(key, 'text')}))))`,
    };
  });
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
