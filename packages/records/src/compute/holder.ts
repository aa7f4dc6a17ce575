import type { PoolClient } from '@trellis/db';
import { type ComputedNode, ownerOf } from '@trellis/forms/model';
import type { Issue } from '@trellis/metadata';
import { catalogFormOf, relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { planOf } from './plan.ts';
import type { Written } from './recompute.ts';
import { restsOn } from './rests-on.ts';

/** A record that a write moved, and what of it. */
interface Moved {
  readonly form: CatalogForm;
  readonly id: string;
  readonly fields: readonly ComputedNode[];
  /** Where the form itself would tell of it. */
  readonly field?: string | undefined;
}

/** Where a write hangs on a record that it moved: the reference of the written form, from its field on. */
interface Holder {
  readonly path: Issue['path'];
  /** The written record, where it can be told. */
  readonly record: string | undefined;
}

/** A reference of what was written through which values of the moved record follow. */
interface Way {
  readonly written: Written;
  readonly form: CatalogForm;
  readonly via: string;
  /** It leads to the moved record itself, not to one between them. */
  readonly direct: boolean;
}

/** Finds the field of the written form, and the record or row, because of which another record has moved. */
export async function holderOf(
  ctx: Ctx,
  client: PoolClient,
  cause: readonly Written[],
  moved: Moved,
): Promise<Holder> {
  const itself = cause.find(({ form, ids }) => form === moved.form.ref && ids.includes(moved.id));
  if (itself) return { path: moved.field === undefined ? [] : [moved.field], record: moved.id };
  const ways = cause.flatMap((written) => waysOf(ctx, written, moved));
  for (const way of ways.filter(({ direct }) => direct)) {
    const found = await pointing(ctx, client, way, moved.id);
    if (found) return found;
  }
  // It pointed there before, or to something on the way there.
  const [way] = [...ways].sort((a, b) => Number(b.direct) - Number(a.direct));
  const written = way?.written ?? cause[0];
  const owner = ownerOf(written?.form ?? '');
  const only = written?.ids.length === 1 && !owner ? written.ids[0] : undefined;
  return { path: owner ? [owner.field] : way ? [way.via] : [], record: only };
}

function waysOf(ctx: Ctx, written: Written, { form, fields }: Moved): Way[] {
  const from = catalogFormOf(ctx.catalog, written.form);
  if (!from) return [];
  return planOf(ctx.catalog, from).readers.flatMap(({ node, source }): Way[] => {
    const last = source.hops.at(-1);
    if (last?.kind !== 'many' || !from.fields.has(last.via)) return [];
    const same = fields.some((one) => one === node);
    const leads = same || fields.some((one) => restsOn(ctx.catalog.forms, one, node.form, node.field.key));
    const direct = node.form === form.ref && source.hops.length === 1;
    return leads ? [{ written, form: from, via: last.via, direct }] : [];
  });
}

/** The first of the written records, or rows, that points to one. */
async function pointing(
  ctx: Ctx,
  client: PoolClient,
  { written, form, via }: Way,
  id: string,
): Promise<Holder | undefined> {
  const owner = ownerOf(form.ref);
  const column = quoteName(form.columns.get(via) ?? '');
  const points = form.fields.get(via)?.many ? `${column} @> array[$2::uuid]` : `${column} = $2::uuid`;
  const { rows } = await client.query<{ record: string; pos?: number }>(
    `SELECT ${owner ? '_parent_id AS record, _pos AS pos' : '_id AS record'} FROM ${relation(ctx, form.table)}
     WHERE _id = ANY($1::uuid[]) AND ${points} ORDER BY _id LIMIT 1`,
    [written.ids, id],
  );
  const [row] = rows;
  if (!row) return undefined;
  return { path: owner ? [owner.field, row.pos ?? 0, via] : [via], record: row.record };
}
