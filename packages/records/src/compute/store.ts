import { type PoolClient, prepared } from '@trellis/db';
import { type ComputedNode, ownerOf, withFormulas } from '@trellis/forms/model';
import type { Frag, Value } from '@trellis/logic';
import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import { newId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { columnOf, reading, relation, sqlTargetOf } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { statementOf } from '../query/select.ts';
import { quoteName } from '../storage/names.ts';
import { castOf } from '../write/casts.ts';
import { eventOf } from '../write/event.ts';
import { sameValue } from '../write/image.ts';
import { searchOf, touchesSearch } from '../write/tokens.ts';
import { canonical } from './cross.ts';
import { computedSql } from './expression.ts';
import { type FormPlan, planOf } from './plan.ts';

type Row = Record<string, Value>;

/** Records that one statement reads or writes. */
const SLICE = 1_000;

/** How computed values stand in history. */
export interface Recorded {
  /** Who is named; null = nobody, a definition changed. */
  readonly actor: string | null;
  /** Records that the same transaction made: their values are part of what was created. */
  readonly created: ReadonlySet<string>;
}

/** Records whose computed fields say something else than what stands there. */
export interface Found {
  readonly form: CatalogForm;
  readonly changes: readonly { readonly id: string; readonly values: Row; readonly before: Row }[];
  /** Fields that differ in some of them. */
  readonly fields: ReadonlySet<string>;
}

/** Records as they stand, beside what some of their fields across forms say now. */
export interface Current {
  readonly fields: ReadonlySet<string>;
  readonly rows: readonly Row[];
}

/**
 * Works out fields of records from what stands in the tables now, own formulas that follow from them included. The
 * records must be locked.
 */
export async function workOut(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  ids: readonly string[],
  fields: ReadonlySet<string>,
): Promise<Found> {
  const changes: Found['changes'][number][] = [];
  const moved = new Set<string>();
  for (let start = 0; start < ids.length; start += SLICE) {
    const slice = frag`SELECT unnest(${param(ids.slice(start, start + SLICE), 'uuid[]')})`;
    const found = compare(ctx, form, await readCurrent(ctx, client, form, slice, fields));
    changes.push(...found.changes);
    for (const key of found.fields) moved.add(key);
  }
  return { form, changes, fields: moved };
}

/** What differs of records from what was read of them. */
export function compare(ctx: Ctx, form: CatalogForm, { fields, rows }: Current): Found {
  const plan = planOf(ctx.catalog, form);
  const cross = crossOf(plan, fields);
  const env = envOf(ctx);
  const own = new Set(plan.own.flatMap(({ field }) => (plan.stored.has(field) ? [field] : [])));
  const written = new Set([...own, ...cross.map(({ field }) => field.key)]);
  const changes: { readonly id: string; readonly values: Row; readonly before: Row }[] = [];
  const moved = new Set<string>();
  for (const row of rows) {
    const values: Row = { ...row };
    for (const { field } of cross) values[field.key] = canonical(field, row[`new ${field.key}`]);
    const after = own.size === 0 ? values : withFormulas(form, values, row, env, own);
    const before: Row = {};
    for (const key of written) {
      if (sameValue(after[key], row[key])) continue;
      before[key] = row[key] ?? null;
      moved.add(key);
    }
    if (Object.keys(before).length > 0) changes.push({ id: String(row._id), values: after, before });
  }
  return { form, changes, fields: moved };
}

/** Writes what was worked out: with history and an event, but under the same version. */
export async function store(ctx: Ctx, client: PoolClient, found: Found, recorded: Recorded): Promise<void> {
  const { changes } = found;
  for (let start = 0; start < changes.length; start += SLICE)
    await write(ctx, client, { ...found, changes: changes.slice(start, start + SLICE) }, recorded);
}

const crossOf = ({ queried }: FormPlan, fields: ReadonlySet<string>): readonly ComputedNode[] =>
  queried.filter(({ field, volatile }) => !volatile && fields.has(field.key));

/**
 * Reads records by their ids beside what the given fields say now, from a snapshot taken when this statement starts.
 * @param ids a subquery
 */
export async function readCurrent(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  ids: Frag,
  fields: ReadonlySet<string>,
): Promise<Current> {
  const nodes = crossOf(planOf(ctx.catalog, form), fields);
  const { sql, params } = toSql(frag`${currentColumns(ctx, form, nodes)} WHERE ${raw(ITEM)}._id IN (${ids})`);
  const { rows } = await prepared<Row>(client, statementOf(sql), params);
  return { fields, rows };
}

const ITEM = 't0';
const selects = new WeakMap<FormPlan, Map<string, Frag>>();

/** SELECT … FROM of a form with the values of fields across forms: the same for all who write under one catalog. */
function currentColumns(ctx: Ctx, form: CatalogForm, nodes: readonly ComputedNode[]): Frag {
  const plan = planOf(ctx.catalog, form);
  const known = selects.get(plan) ?? new Map<string, Frag>();
  selects.set(plan, known);
  const name = nodes.map(({ field }) => field.key).join(' ');
  let select = known.get(name);
  if (!select) {
    const state = reading(ctx, envOf(ctx));
    const item = state.alias();
    const target = sqlTargetOf(state, form, item, 'policy');
    const system = ownerOf(form.ref) ? ['_id', '_parent_id'] : SYSTEM;
    const stored = [...form.columns.keys()].filter((key) => form.fields.has(key));
    const columns = [
      ...[...system, ...stored].map((key) => frag`${columnOf(form, key, item)} AS ${raw(quoteName(key))}`),
      ...nodes.map(
        (node) => frag`${computedSql(node, target, state.env)} AS ${raw(quoteName(`new ${node.field.key}`))}`,
      ),
    ];
    select = frag`SELECT ${join(columns, ', ')} FROM ${raw(`${relation(ctx, form.table)} AS ${item}`)}`;
    known.set(name, select);
  }
  return select;
}

const SYSTEM = [
  '_id',
  '_created_at',
  '_created_by',
  '_updated_at',
  '_updated_by',
  '_owner_id',
  '_department_id',
  '_collaborator_ids',
];

function searchColumns(form: CatalogForm, values: Found['changes'][number]['values']) {
  const { tokens, pinyin } = searchOf(form, values);
  return { _search: tokens, _pinyin: pinyin };
}

async function write(
  ctx: Ctx,
  client: PoolClient,
  { form, changes, fields: moved }: Found,
  { actor, created }: Recorded,
): Promise<void> {
  const keys = [...form.fields.keys()].filter((key) => moved.has(key));
  const searched = touchesSearch(form, moved);
  const sets = keys.map((key) => `${quoteName(form.columns.get(key) ?? '')} = n.${quoteName(key)}`);
  const columns = keys.map((key) => {
    const field = form.fields.get(key);
    return `${quoteName(key)} ${field ? castOf(field) : 'text'}`;
  });
  if (searched) {
    sets.push('_search = n._search', '_pinyin = n._pinyin');
    columns.push('_search text[]', '_pinyin text');
  }
  const rows = changes.map(({ id, values, before }) => ({
    _id: id,
    _change: created.has(id) ? null : newId(),
    _before: before,
    ...Object.fromEntries(keys.map((key) => [key, values[key] ?? null])),
    ...(searched ? searchColumns(form, values) : {}),
  }));
  // The rows of a sub-form have no history of their own; what happens to them happens to the record that owns them.
  const owner = ownerOf(form.ref);
  const told = owner
    ? eventOf(owner.form, 'update', [...new Set(changes.map(({ values }) => String(values._parent_id)))])
    : eventOf(
        form.ref,
        'update',
        changes.map(({ id }) => id),
      );
  const event = (param: string) =>
    `event AS (INSERT INTO ${relation(ctx, 'outbox')} (kind, payload) VALUES ('record', ${param}::jsonb)) SELECT count(*) FROM saved`;
  const text =
    `WITH n AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(_id uuid, _change uuid, _before jsonb, ${columns.join(', ')})), ` +
    `saved AS (UPDATE ${relation(ctx, form.table)} AS r SET ${sets.join(', ')} FROM n WHERE r._id = n._id RETURNING r._id${owner ? '' : ', r._version'}), ` +
    (owner
      ? event('$2')
      : `change AS (INSERT INTO ${relation(ctx, 'record_change')} (id, form, record_id, version, at, actor, cause, op, before) ` +
        `SELECT n._change, '${form.ref}', n._id, saved._version, $2::timestamptz, $3::uuid, 'computed', 'update', n._before FROM saved JOIN n USING (_id) WHERE n._change IS NOT NULL), ` +
        event('$4'));
  const values = owner
    ? [JSON.stringify(rows), JSON.stringify(told)]
    : [JSON.stringify(rows), ctx.now, actor, JSON.stringify(told)];
  await prepared(client, statementOf(text), values);
}
