import type { PoolClient } from '@trellis/db';
import { defaults, normaliseRecord, rowsOf, withFormulas } from '@trellis/forms/model';
import type { Env, Value } from '@trellis/logic';
import { envOf } from '../access/env.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { sealValues } from '../secrets/values.ts';
import { idsIn } from '../write/ids.ts';
import { emptyValues, type Image, sameValue, systemOf } from '../write/image.ts';
import { canonical, completeImages } from './cross.ts';
import { crossColumns } from './cross-columns.ts';
import { holdSources } from './hold.ts';
import { planOf } from './plan.ts';
import { type Following, findFollowing, type Renewed, renew, type Written } from './recompute.ts';

type Values = Readonly<Record<string, Value>>;

/** What a client sent for a record and what follows for fields that were not sent. */
interface Draft {
  readonly sent: Readonly<Record<string, unknown>>;
  readonly derived: Values;
}

/** Values that new records have from others, from what was sent of them: rules and row predicates may read them. */
export async function crossOfNew(
  ctx: Ctx,
  form: CatalogForm,
  drafts: readonly Draft[],
  env: Env,
): Promise<readonly Values[]> {
  const { cross } = planOf(ctx.catalog, form);
  if (cross.length === 0) return drafts.map(({ derived }) => derived);
  const images = drafts.map(({ sent, derived }) => {
    const given = { ...derived, ...readable(form, sent) };
    return imageOf(ctx, { ...emptyValues(form), ...defaults(form, env, {}, given) });
  });
  const complete = await completeImages(ctx, ctx.pool, form, images);
  return drafts.map(({ derived }, index) => ({
    ...derived,
    ...Object.fromEntries(cross.map(({ field }) => [field.key, complete[index]?.values[field.key] ?? null])),
  }));
}

/** The same for a change: of the fields across forms those that it may touch, and those that are never stored. */
export async function crossOfChange(
  ctx: Ctx,
  form: CatalogForm,
  before: Image,
  { sent, derived }: Draft,
): Promise<Values> {
  const plan = planOf(ctx.catalog, form);
  const given = { ...derived, ...readable(form, sent) };
  const touched = new Set(Object.keys(given).filter((key) => !sameValue(given[key], before.values[key])));
  // What follows from a change within the record may touch further fields.
  for (const { field, reads } of plan.saved)
    if (reads.some((path) => touched.has(path.split('.')[0] ?? ''))) touched.add(field);
  const nodes = plan.cross.filter(({ volatile, sources, field }) => {
    const concerned =
      volatile || sources.some(({ hops, field: key }) => hops.length === 0 && touched.has(key));
    if (concerned) touched.add(field.key);
    return concerned;
  });
  if (nodes.length === 0) return derived;
  const image = { ...before, values: { ...before.values, ...given } };
  const [complete] = await completeImages(ctx, ctx.pool, form, [image], nodes);
  return {
    ...derived,
    ...Object.fromEntries(nodes.map(({ field }) => [field.key, complete?.values[field.key] ?? null])),
  };
}

/** What can be read of what a client sent; the rest is told of where the record is checked. */
function readable(form: CatalogForm, sent: Readonly<Record<string, unknown>>): Values {
  const values: Record<string, Value> = {};
  for (const [key, value] of Object.entries(sent)) {
    const field = form.fields.get(key);
    if (!field || field.owned) continue;
    const read = normaliseRecord(form, { [key]: value }, { generated: 'keep' });
    if (read.ok) values[key] = read.value[key] ?? null;
  }
  return values;
}

const imageOf = (ctx: Ctx, values: Values): Image => ({
  id: NIL,
  version: 1,
  values,
  createdAt: ctx.now,
  createdBy: ctx.actor.id,
  updatedAt: ctx.now,
  updatedBy: ctx.actor.id,
  owner: ctx.actor.id,
  department: null,
});
const NIL = '00000000-0000-0000-0000-000000000000';

/** The record as its table holds it: without what queries work out, which is never stored, and with its secrets encrypted. */
export function storedImage(ctx: Ctx, form: CatalogForm, image: Image): Image {
  const { volatile } = planOf(ctx.catalog, form);
  const sealed = sealValues(ctx, form, image.id, image.values);
  if (volatile.size === 0) return sealed === image.values ? image : { ...image, values: sealed };
  const values: Record<string, Value> = { ...sealed };
  for (const key of volatile) values[key] = null;
  return { ...image, values };
}

/** What has to happen around a save so that all that is computed from it stays right; nothing for most forms. */
export interface ComputeSteps {
  /** Before the record is written; sends its statements at once. */
  first(client: PoolClient): Promise<void>;
  /** After the last statement of the save itself; sends its statements at once. */
  follow(client: PoolClient): Promise<Following>;
  /** The last step; `commit` goes along with its last statement where it can. */
  last(client: PoolClient, following: Following, commit: () => Promise<void>): Promise<Renewed>;
}

/** The steps around a save of one record. `before` is absent for a new one. */
export function computeSteps(
  ctx: Ctx,
  form: CatalogForm,
  before: Image | undefined,
  after: Image,
  changed: ReadonlySet<string> | 'all',
): ComputeSteps | undefined {
  const written = writtenBy(ctx, form, [{ before, after }], changed);
  if (written.length === 0) return undefined;
  const records = [after.values, ...(before ? [before.values] : [])];
  const actor = ctx.actor.id;
  return {
    first: (client) => holdSources(ctx, client, form, records),
    follow: (client) => findFollowing(ctx, client, written, actor),
    last: (client, following, commit) => renew(ctx, client, following, { actor, judged: true, commit }),
  };
}

/**
 * A record as it is stored after all: with what the save brought up to date in it and its rows beyond what was worked
 * out before. `stored` are values that stood in the table when it was written.
 */
export function asStored(ctx: Ctx, form: CatalogForm, image: Image, stored: Values, renewed: Renewed): Image {
  const fresh = renewed.get(image.id);
  const rows = [...form.owned.keys()].filter((key) =>
    rowsOf(image.values[key]).some(({ _id }) => renewed.has(String(_id))),
  );
  if (!fresh && rows.length === 0 && Object.keys(stored).length === 0) return image;
  const { stored: computed } = planOf(ctx.catalog, form);
  const values: Record<string, Value> = { ...image.values, ...stored };
  for (const key of computed) if (fresh && key in fresh) values[key] = fresh[key] ?? null;
  for (const key of rows) {
    const { fields } = form.owned.get(key) ?? form;
    values[key] = rowsOf(values[key]).map((row) => {
      const now = renewed.get(String(row._id));
      if (!now) return row;
      const seen = [...fields.keys()].filter((column) => column in now);
      return { ...row, ...Object.fromEntries(seen.map((column) => [column, now[column] ?? null])) };
    });
  }
  return { ...image, values: withFormulas(form, values, systemOf(image), envOf(ctx)) };
}

/** What the row of an update says of fields that others move; those that queries work out have nothing there. */
export function movedUnder(ctx: Ctx, form: CatalogForm, row: Readonly<Record<string, unknown>>): Values {
  const { stored } = planOf(ctx.catalog, form);
  const moved: Record<string, Value> = {};
  for (const key of crossColumns(form)) {
    const field = form.fields.get(key);
    if (field && stored.has(key) && Object.hasOwn(row, key)) moved[key] = canonical(field, row[key] as Value);
  }
  return moved;
}

/** A record before and after a write; absent before it was made, and after it is gone. */
export interface Transition {
  readonly before?: Image | undefined;
  readonly after?: Image | undefined;
}

/** What a write of records, with their sub-form rows, means for what is computed from them. Empty: nothing follows. */
export function writtenBy(
  ctx: Ctx,
  form: CatalogForm,
  records: readonly Transition[],
  changed: ReadonlySet<string> | 'all',
): Written[] {
  const written: Written[] = [];
  const plan = planOf(ctx.catalog, form);
  const touched = changed === 'all' ? changed : new Set([...changed, '_updated_at', '_updated_by']);
  const concerned =
    touched === 'all'
      ? plan.entangled
      : plan.mixed.size > 0 || plan.followers.some(({ source }) => touched.has(source.field));
  if (concerned) {
    written.push({
      form: form.ref,
      ids: records.flatMap(({ before, after }) => after?.id ?? before?.id ?? []),
      fields: touched,
      settled: true,
      left: leftBy(
        ctx,
        form,
        records.flatMap(({ before }) => (before ? [before.values] : [])),
      ),
      ...(records.every(({ before }) => !before) ? { own: 'new' as const } : {}),
    });
  }
  for (const [key, rows] of form.owned) {
    if (changed !== 'all' && !changed.has(key)) continue;
    if (!planOf(ctx.catalog, rows).entangled) continue;
    written.push(...rowsWritten(ctx, rows, key, records));
  }
  return written;
}

/** Rows that are new, differ or are gone. */
function rowsWritten(ctx: Ctx, rows: CatalogForm, key: string, records: readonly Transition[]): Written[] {
  const [made, changed, gone]: [string[], string[], Values[]] = [[], [], []];
  for (const { before, after } of records) {
    const old = new Map(rowsOf(before?.values[key]).map((row) => [String(row._id), row]));
    for (const row of rowsOf(after?.values[key])) {
      const was = old.get(String(row._id));
      old.delete(String(row._id));
      if (!was) made.push(String(row._id));
      else if (JSON.stringify(was) !== JSON.stringify(row)) {
        changed.push(String(row._id));
        gone.push(was);
      }
    }
    for (const row of old.values()) {
      changed.push(String(row._id));
      gone.push({ ...row, _parent_id: after?.id ?? before?.id ?? null });
    }
  }
  return [
    ...(made.length > 0
      ? [{ form: rows.ref, ids: made, fields: 'all' as const, own: 'new' as const, settled: true }]
      : []),
    ...(changed.length > 0
      ? [
          {
            form: rows.ref,
            ids: changed,
            fields: 'all' as const,
            own: 'stale' as const,
            settled: true,
            left: leftBy(ctx, rows, gone),
          },
        ]
      : []),
  ];
}

/** Where references pointed before, as far as something there reads the records that point to it. */
function leftBy(
  ctx: Ctx,
  form: CatalogForm,
  before: readonly Values[],
): ReadonlyMap<string, readonly string[]> {
  const left = new Map<string, string[]>();
  for (const { source } of planOf(ctx.catalog, form).followers) {
    const last = source.hops.at(-1);
    if (last?.kind !== 'many' || left.has(last.via)) continue;
    left.set(last.via, [...new Set(before.flatMap((values) => idsIn(values[last.via])))]);
  }
  return left;
}
