import { rowsOf as rowsIn } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, param } from '@trellis/logic/sql';
import { isId } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { withVisibleRows } from '../owned/read.ts';
import { rowsOf, select } from '../query/select.ts';
import { COMMENT_FIELD, filePlaces } from './facts.ts';

/** A file that the member may read. */
export interface ReadableFile {
  readonly id: string;
  readonly mime: string;
  readonly hasThumb: boolean;
}

interface Row extends ReadableFile {
  readonly form: string | null;
  readonly field: string | null;
  readonly record: string | null;
  readonly uploadedBy: string | null;
}

/**
 * Those of the files that the member may read: their own that wait for a record, and those that stand in a field that
 * they may see, or in a comment, of a record that they may view. Not what a record held once: only its history knows its name.
 */
export async function readableFiles(ctx: Ctx, ids: readonly string[]): Promise<ReadableFile[]> {
  const { rows } = await ctx.pool.query<Row>(
    `SELECT id, mime, has_thumb AS "hasThumb", form, field, record_id AS record, uploaded_by AS "uploadedBy"
     FROM ${relation(ctx, 'file')} WHERE id = ANY($1::uuid[])`,
    [[...new Set(ids)].filter(isId)],
  );
  const byForm = new Map<string, Row[]>();
  const found: Row[] = [];
  for (const row of rows) {
    if (row.form === null) {
      if (row.uploadedBy === ctx.actor.id) found.push(row);
    } else byForm.set(row.form, [...(byForm.get(row.form) ?? []), row]);
  }
  for (const [form, files] of byForm) found.push(...(await inRecords(ctx, form, files)));
  return found.map(({ id, mime, hasThumb }) => ({ id, mime, hasThumb }));
}

async function inRecords(ctx: Ctx, form: string, files: readonly Row[]): Promise<Row[]> {
  const access = findAccess(ctx, form);
  if (!access?.actions.has('view') || access.form.state !== 'ok') return [];
  const said = files.filter(({ field }) => field === COMMENT_FIELD);
  const inComment = said.length > 0 ? await inComments(ctx, form, said) : [];
  const places = new Map(filePlaces(access.form).map((place) => [place.name, place]));
  const seen = files.filter(({ field }) => {
    const place = places.get(field ?? '');
    return place !== undefined && access.visible.has(place.key);
  });
  if (seen.length === 0) return inComment;
  const scope = scoped(ctx, form, 'view');
  const keys = [...new Set(seen.map(({ field }) => places.get(field ?? '')?.key ?? ''))];
  const columns = keys.filter((key) => !access.form.owned.has(key));
  const found = await rowsOf<Record<string, unknown> & { id: string }>(
    ctx,
    select(scope, {
      columns: [
        frag`${scope.column('_id')} AS id`,
        ...columns.map((key, index) => frag`${scope.column(key)} AS ${rawName(index)}`),
      ],
      where: [
        frag`${scope.column('_id')} = ANY(${param([...new Set(seen.map(({ record }) => record))], 'uuid[]')})`,
      ],
    }),
  );
  const records = found.map(({ id, ...values }) => ({
    id,
    values: Object.fromEntries(columns.map((key, index) => [key, values[`f${index}`]])),
  }));
  const whole = await withVisibleRows(ctx, access, records, keys);
  const byId = new Map(whole.map(({ id, values }) => [id, values]));
  const inField = seen.filter(({ id, field, record }) => {
    const place = places.get(field ?? '');
    const value = byId.get(record ?? '')?.[place?.key ?? ''] as Value | undefined;
    if (!place) return false;
    const values = place.inRows ? rowsIn(value).map((row) => row[place.field.key]) : [value];
    return values.some((one) => one != null && place.field.type.files?.ids(one as never).includes(id));
  });
  return [...inField, ...inComment];
}

/** Files of living comments on records that the member may view. */
async function inComments(ctx: Ctx, form: string, files: readonly Row[]): Promise<Row[]> {
  const scope = scoped(ctx, form, 'view');
  const records = [...new Set(files.map(({ record }) => record))];
  const id = scope.column('_id');
  const seen = await rowsOf<{ id: string }>(
    ctx,
    select(scope, { columns: [frag`${id} AS id`], where: [frag`${id} = ANY(${param(records, 'uuid[]')})`] }),
  );
  const { rows } = await ctx.pool.query<{ id: string }>(
    `SELECT unnest(files) AS id FROM ${relation(ctx, 'comment')}
     WHERE form = $1 AND record_id = ANY($2::uuid[]) AND deleted_at IS NULL AND files && $3::uuid[]`,
    [form, seen.map((record) => record.id), files.map((file) => file.id)],
  );
  const shown = new Set(rows.map((row) => row.id));
  return files.filter((file) => shown.has(file.id));
}

const rawName = (index: number) => ({ text: [`f${index}`], params: [] });
