import type { Pool, PoolClient } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { viewsOf } from '../catalog/views-of.ts';
import type { Catalog, CatalogForm, Log } from '../contract.ts';
import { listCollation } from '../query/collation.ts';
import { createAdvised, dropAdvised } from '../storage/advised.ts';
import { underLock } from '../storage/lock.ts';
import { quoteName } from '../storage/names.ts';
import { type Advice, adviceFor, judgedFields } from './advice.ts';
import { planned } from './columns.ts';
import { readShape, shapeOf, writeShape } from './shape.ts';
import { type AdvisedRow, readStored, type ShapeRow, type Stored } from './stored.ts';

/** Of one form: each of them costs every save something. */
const MAX_INDEXES = 8;
/** Below it a table is read in no time. */
const MIN_RECORDS = 1_000;
/** Lists that no view was saved for must be asked for more often than by trying something out. */
const MIN_USES = 5;

interface Wanted extends Advice {
  readonly form: CatalogForm;
  readonly shape: string;
}

/**
 * Makes the indexes that lists of a workspace could use and don't have, and drops those of the advisor that nobody has
 * used for 30 days or whose fields are gone; others are never touched. One process at a time; what a process that died
 * left half built is dropped and built anew.
 */
export async function adviseIndexes(pool: Pool, catalog: Catalog, log: Log): Promise<void> {
  const { schema } = catalog.workspace;
  try {
    await underLock(pool, `trellis indexes ${schema}`, (client) => work(client, catalog, log, pool), 0);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'busy')) throw error;
  }
}

async function work(client: PoolClient, catalog: Catalog, log: Log, pool: Pool): Promise<void> {
  const { schema } = catalog.workspace;
  const s = quoteName(schema);
  await client.query(`delete from ${s}.list_shape where used_at < now() - interval '30 days'`);
  const stored = await readStored(client, schema);
  const wanted = await wantedIndexes(client, catalog, stored, await listCollation(pool));
  const keep = new Set(wanted.map(({ name }) => name));
  const sound = new Set(stored.indexes.filter(({ valid }) => valid).map(({ name }) => name));
  const drop = async (name: string) => {
    await dropAdvised(client, schema, name);
    log.info({ workspace: catalog.workspace.key, index: name }, 'index dropped');
  };
  for (const { name, valid } of stored.indexes) if (!valid) await drop(name);
  // Before those that they follow go, so that no list is slow meanwhile.
  for (const one of wanted) if (!sound.has(one.name)) await make(client, catalog, one, log);
  for (const name of sound) if (!keep.has(name)) await drop(name);
  const gone = stored.advised.filter(({ name }) => !keep.has(name)).map(({ name }) => name);
  await client.query(`delete from ${s}.advised_index where name = any($1)`, [gone]);
}

/** All that should be there: those there are and that still fit, then the most asked for, up to the bound of a form. */
async function wantedIndexes(
  client: PoolClient,
  catalog: Catalog,
  stored: Stored,
  collation: string,
): Promise<Wanted[]> {
  const found: Wanted[] = [];
  for (const form of catalog.forms.values()) {
    if (form.state !== 'ok') continue;
    const isOf = ({ app, form: key }: { readonly app: string; readonly form: string }) =>
      app === form.app && key === form.key;
    const shapes = stored.shapes.filter(isOf);
    const known = stored.advised.filter(isOf);
    if (shapes.length === 0) continue;
    const here = keptAndNew(catalog, form, collation, { shapes, known });
    const more = !stored.paused.some(isOf) && here.some(({ made }) => !made);
    const large = more && (await isLarge(client, catalog, form));
    found.push(
      ...here
        .filter(({ made }) => made || large)
        .slice(0, MAX_INDEXES)
        .map(({ made: _, ...one }) => one),
    );
  }
  return found;
}

function keptAndNew(
  catalog: Catalog,
  form: CatalogForm,
  collation: string,
  { shapes, known }: { readonly shapes: readonly ShapeRow[]; readonly known: readonly AdvisedRow[] },
) {
  const here = planned(catalog, form);
  const input = { ...here, judged: judgedFields(catalog, here), collation };
  const viewed = viewShapes(catalog, form);
  const advised = (text: string): Wanted[] => {
    const shape = readShape(here, text);
    const advice = shape && adviceFor({ ...input, shape });
    return advice ? [{ ...advice, form, shape: text }] : [];
  };
  const used = new Set(shapes.map(({ shape }) => shape));
  const kept = known
    .filter(({ shape }) => used.has(shape))
    .flatMap(({ name, shape }) => advised(shape).filter((one) => one.name === name))
    .map((one) => ({ ...one, made: true }));
  const fresh = shapes
    .filter(({ shape, uses }) => Number(uses) >= MIN_USES || viewed.has(shape))
    .flatMap(({ shape }) => advised(shape))
    .map((one) => ({ ...one, made: false }));
  const keys = new Set<string>();
  return [...kept, ...fresh].filter(({ on }) => {
    // What rides along makes no other index.
    const [key = ''] = on.split(' include ');
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/** What saved views of a form ask: one use is enough to tell that somebody looks at them. */
export function viewShapes(catalog: Catalog, form: CatalogForm): Map<string, string> {
  const here = planned(catalog, form);
  const found = new Map<string, string>();
  for (const [ref, view] of viewsOf(catalog, form.ref)) {
    const shape = shapeOf(here, view);
    if (shape) found.set(writeShape(shape), ref);
  }
  return found;
}

async function isLarge(client: PoolClient, { workspace }: Catalog, form: CatalogForm): Promise<boolean> {
  const table = `${quoteName(workspace.schema)}.${quoteName(form.table)}`;
  const { rowCount } = await client.query(`select from ${table} limit ${MIN_RECORDS}`);
  return rowCount === MIN_RECORDS;
}

async function make(
  client: PoolClient,
  { workspace }: Catalog,
  { form, name, on, shape }: Wanted,
  log: Log,
): Promise<void> {
  const s = quoteName(workspace.schema);
  // Said before it is begun: whoever finds the row without a sound index knows what happened.
  await client.query(
    `insert into ${s}.advised_index (app, form, name, shape) values ($1, $2, $3, $4)
     on conflict (name) do update set shape = excluded.shape, made_at = null`,
    [form.app, form.key, name, shape],
  );
  try {
    await createAdvised(client, workspace.schema, { table: form.table, name, on });
    await client.query(`update ${s}.advised_index set made_at = now() where name = $1`, [name]);
    log.info({ workspace: workspace.key, form: form.ref, index: name }, 'index made');
  } catch (error) {
    log.warn(
      { err: error, workspace: workspace.key, form: form.ref, index: name },
      'index could not be made',
    );
    await dropAdvised(client, workspace.schema, name);
    await client.query(`delete from ${s}.advised_index where name = $1`, [name]);
  }
}
