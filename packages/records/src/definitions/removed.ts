import type { PoolClient, Queryable } from '@trellis/db';
import { compileForm, fieldTypes, rowsIn } from '@trellis/forms/model';
import {
  AppError,
  type Contract,
  type FieldSchema,
  type FormDocument,
  type JsonObject,
  type ReplyOf,
} from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { planStorage } from '../storage/plan.ts';
import { readStorage, type WorkspaceStorage } from '../storage/read.ts';
import { tablesOf } from '../storage/tables-of.ts';
import { requireAdmin } from './guard.ts';

type Removed = ReplyOf<Contract['listRemoved']>['fields'];

interface Place {
  readonly app: string;
  /** Form. */
  readonly key: string;
}

/** Versions that are looked through for what they had. */
const MOST_VERSIONS = 200;

interface Had {
  readonly schema: FieldSchema;
  /** The newest version with it, and the one that came without. */
  readonly version: number;
  readonly removed: { readonly at: string; readonly by: string | null } | null;
}

/**
 * Every field and column that a version of a form had, each as it was last; of those that are no longer published, since
 * when and how many values wait for them. What was purged is not among them. Errors: forbidden.
 */
export async function listRemoved(ctx: Ctx, place: Place): Promise<Removed> {
  requireAdmin(ctx);
  const all = await fieldsOfVersions(ctx, place);
  // The columns of a sub-form that is gone come back with it.
  const had = [...all].filter(([name]) => {
    const owner = name.includes('.') ? all.get(name.split('.')[0] ?? '') : undefined;
    return owner === undefined || owner.removed === null;
  });
  const gone = had.filter(([, { removed }]) => removed !== null);
  const counts = gone.length === 0 ? new Map() : await countValues(ctx, place, new Map(gone));
  return had.map(([field, { schema, removed }]) => ({
    field,
    schema,
    removed,
    values: removed === null ? null : (counts.get(field) ?? 0),
  }));
}

async function fieldsOfVersions(ctx: Ctx, { app, key }: Place): Promise<ReadonlyMap<string, Had>> {
  const s = quoteName(ctx.catalog.workspace.schema);
  const [{ rows }, { rows: purged }] = await Promise.all([
    ctx.pool.query<{ version: string; at: string; by: string | null; document: string }>(
      `select v.version, v.published_at as at, m.name as by, v.document
       from ${s}.definition_version v left join ${s}.member m on m.id = v.published_by
       where v.kind = 'form' and v.app = $1 and v.key = $2 order by v.version desc limit ${MOST_VERSIONS}`,
      [app, key],
    ),
    ctx.pool.query<{ field: string; version: string }>(
      `select field, version from ${s}.purged_field where app = $1 and form = $2`,
      [app, key],
    ),
  ]);
  const cleared = new Map(purged.map(({ field, version }) => [field, Number(version)]));
  const found = new Map<string, Had>();
  let newer: Had['removed'] = null;
  for (const { version: text, at, by, document } of rows) {
    const version = Number(text);
    const fields = namedFields(JSON.parse(document) as FormDocument);
    for (const [name, schema] of fields) {
      const known = found.has(name) || !fieldTypes.find(schema.trellis.type);
      if (!known && version > (cleared.get(name) ?? 0)) found.set(name, { schema, version, removed: newer });
    }
    newer = { at, by };
  }
  return found;
}

/** The fields of a form by their keys, its columns as "lines.price". */
function namedFields({ properties }: FormDocument): (readonly [string, FieldSchema])[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const columns = Object.entries(rowsOf(schema)?.properties ?? {});
    return [
      [key, schema] as const,
      ...columns.map(([column, inRow]) => [`${key}.${column}`, inRow] as const),
    ];
  });
}

function rowsOf({ trellis }: FieldSchema) {
  const type = fieldTypes.find(trellis.type);
  return type && rowsIn(type, trellis.config);
}

/** How many records, or rows, have a value in the column that each field would get back. */
async function countValues(
  ctx: Ctx,
  { app, key }: Place,
  gone: ReadonlyMap<string, Had>,
): Promise<ReadonlyMap<string, number>> {
  const { schema } = ctx.catalog.workspace;
  const published = ctx.catalog.forms.get(`${app}:${key}`);
  const counts = new Map<string, number>();
  if (!published) return counts;
  const storage = await readStorage(ctx.pool, schema, app);
  const revived = compileForm(published.ref, withFields(published.document, gone));
  for (const form of tablesOf(revived)) {
    const stored = storage.forms.get(form.ref);
    if (!stored) continue;
    const prefix = form === revived ? '' : `${form.key.slice(key.length + 1)}.`;
    const { columns } = planStorage({
      schema,
      form,
      lanes: new Set(),
      storage: stored,
      taken: storage.relations,
    });
    const waiting = columns.filter(
      ({ field, column, state }) =>
        state === 'live' &&
        gone.has(prefix + field) &&
        stored.columns.some((one) => one.column === column && one.state === 'binned'),
    );
    // A sub-form has no column: its rows are what waits.
    const whole = prefix !== '' && gone.has(prefix.slice(0, -1));
    const wanted = [
      ...(whole ? ['count(*)'] : []),
      ...waiting.map(({ column }) => `count(${quoteName(column)})`),
    ];
    if (wanted.length === 0) continue;
    const living = prefix === '' ? ' where _deleted_at is null' : '';
    const { rows } = await ctx.pool.query<string[]>({
      text: `select ${wanted.join(', ')} from ${quoteName(schema)}.${quoteName(stored.table)}${living}`,
      rowMode: 'array',
    } as never);
    const names = [...(whole ? [prefix.slice(0, -1)] : []), ...waiting.map(({ field }) => prefix + field)];
    for (const [index, name] of names.entries()) counts.set(name, Number(rows[0]?.[index] ?? 0));
  }
  return counts;
}

/** A form with fields and columns of earlier versions put back. */
function withFields(document: FormDocument, fields: ReadonlyMap<string, Had>): FormDocument {
  const properties: Record<string, FieldSchema> = { ...document.properties };
  for (const [name, { schema }] of fields) if (!name.includes('.')) properties[name] = schema;
  for (const [name, { schema }] of fields) {
    const [key = '', column] = name.split('.');
    const owner = properties[key];
    const type = owner && fieldTypes.find(owner.trellis.type);
    const rows = owner && rowsOf(owner);
    if (column === undefined || !owner || type?.owned === undefined || !rows) continue;
    const config = {
      ...owner.trellis.config,
      [type.owned]: {
        ...rows,
        properties: { ...rows.properties, [column]: schema },
      } as unknown as JsonObject,
    };
    properties[key] = { ...owner, trellis: { ...owner.trellis, config } };
  }
  return { ...document, properties };
}

/** Records of one statement, and how long one call goes on. */
const SLICE = 2_000;
const MOST_MILLIS = 4_000;

/**
 * Clears the values of a deleted field, or column, for good, in small statements that hold nobody up: as many as a few
 * seconds allow. Its key stays taken and its column waits, empty, for the next field of that key and type. Once nothing is
 * left, no version offers to bring it back. Errors: definition_not_found (not deleted, or already purged), forbidden.
 */
export async function purgeRemoved(
  ctx: Ctx,
  place: Place,
  name: string,
): Promise<{ cleared: number; left: number }> {
  requireAdmin(ctx);
  const had = (await fieldsOfVersions(ctx, place)).get(name);
  if (!had?.removed) throw new AppError('definition_not_found');
  const { schema } = ctx.catalog.workspace;
  const targets = targetsOf(await readStorage(ctx.pool, schema, place.app), place, name);
  const until = performance.now() + MOST_MILLIS;
  let cleared = 0;
  let left = 0;
  const client = await ctx.pool.connect();
  try {
    for (const target of targets) {
      for (let more = true; more && performance.now() < until; ) {
        const count = await clearSome(client, schema, target);
        cleared += count;
        more = count === SLICE;
      }
      left += await countLeft(client, schema, target);
    }
    if (left === 0) await forget(ctx, client, place, name, had.version);
  } finally {
    client.release();
  }
  return { cleared, left };
}

/** A binned column, or the whole table of a sub-form that went. */
interface Target {
  readonly table: string;
  readonly column?: string;
}

function targetsOf({ forms }: WorkspaceStorage, { app, key }: Place, name: string): Target[] {
  const [field = '', column] = name.split('.');
  const rows = forms.get(`${app}:${key}.${field}`);
  // Of every type that the field had.
  const binned = (of: string, ref: string): Target[] => {
    const stored = forms.get(ref);
    return (stored?.columns ?? []).flatMap((c) =>
      stored && c.field === of && c.state === 'binned' ? [{ table: stored.table, column: c.column }] : [],
    );
  };
  if (column !== undefined) return binned(column, `${app}:${key}.${field}`);
  return [...binned(field, `${app}:${key}`), ...(rows ? [{ table: rows.table }] : [])];
}

/** One slice. A field that came back meanwhile keeps what it has: its column is no longer binned. */
async function clearSome(client: PoolClient, schema: string, { table, column }: Target): Promise<number> {
  const at = `${quoteName(schema)}.${quoteName(table)}`;
  if (column === undefined) {
    const { rowCount } = await client.query(
      `delete from ${at} where _id in (select _id from ${at} limit ${SLICE})`,
    );
    return rowCount ?? 0;
  }
  const name = quoteName(column);
  const { rowCount } = await client.query(
    `with held as (
       select 1 from ${quoteName(schema)}.field_storage c join ${quoteName(schema)}.form_storage f
         on f.app = c.app and f.form = c.form
       where f.table_name = $1 and c.column_name = $2 and c.state = 'binned' for share of c)
     update ${at} set ${name} = null
     where exists (select 1 from held) and _id in (select _id from ${at} where ${name} is not null limit ${SLICE})`,
    [table, column],
  );
  return rowCount ?? 0;
}

async function countLeft(on: Queryable, schema: string, { table, column }: Target): Promise<number> {
  const what = column === undefined ? '*' : quoteName(column);
  const { rows } = await on.query<{ count: string }>(
    `select count(${what}) as count from ${quoteName(schema)}.${quoteName(table)}`,
  );
  return Number(rows[0]?.count ?? 0);
}

async function forget(
  ctx: Ctx,
  on: Queryable,
  { app, key }: Place,
  field: string,
  version: number,
): Promise<void> {
  await on.query(
    `insert into ${quoteName(ctx.catalog.workspace.schema)}.purged_field as p (app, form, field, version, at, by)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (app, form, field) do update set version = excluded.version, at = excluded.at, by = excluded.by`,
    [app, key, field, version, ctx.now, ctx.actor.id],
  );
}
