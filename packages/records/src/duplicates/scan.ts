import { inTransaction, type PoolClient, type Queryable } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { type Crowd, compareRecords, forgetTwins, ownRules } from './compare.ts';
import { indexRecords, readSides } from './index-records.ts';
import { schemeOf, sidesOf } from './sides.ts';

type Base = Pick<Ctx, 'pool' | 'catalog'>;

/** How far the search for duplicates of a form is. */
export interface ScanRow {
  readonly form: string;
  readonly scheme: string;
  readonly state: 'running' | 'done' | 'cancelled';
  /** First every record gets its blocks, then each is compared with those that share one. */
  readonly phase: 'index' | 'compare';
  readonly reached: string | null;
  readonly done: number;
  readonly total: number;
  readonly crowded: readonly Crowd[];
  readonly finished_at: string | null;
}

/** Records of one transaction. */
const SLICE = { index: 1_000, compare: 300 } as const;
/** Crowded values that are told. */
const MOST_CROWDED = 20;

/** Forms whose records are looked for as possible duplicates. */
const comparedForms = (catalog: Catalog): readonly CatalogForm[] =>
  [...catalog.forms.values()].filter((form) => form.state === 'ok' && sidesOf(catalog, form.ref).length > 0);

/** Begins the search anew where a form is compared otherwise than before, and ends it where it is not any more. */
export async function alignScans(ctx: Base): Promise<void> {
  const table = relation(ctx, 'likeness_scan');
  const { rows } = await ctx.pool.query<{ form: string; scheme: string }>(
    `SELECT form, scheme FROM ${table}`,
  );
  const known = new Map(rows.map(({ form, scheme }) => [form, scheme]));
  const compared = comparedForms(ctx.catalog);
  for (const form of compared) {
    const scheme = schemeOf(ctx.catalog, form);
    if (known.get(form.ref) !== scheme) await beginScan(ctx, ctx.pool, form, 'index');
  }
  const stale = [...known.keys()].filter((ref) => !compared.some((form) => form.ref === ref));
  for (const ref of stale) {
    const form = ctx.catalog.forms.get(ref);
    // A form that is set aside comes back as it was.
    if (form && form.state !== 'ok') continue;
    await inTransaction(ctx.pool, async ({ client }) => {
      await client.query(`DELETE FROM ${table} WHERE form = $1`, [ref]);
      await forgetTwins(ctx, client, ref);
    });
  }
}

/** Starts a search at its beginning. */
export async function beginScan(
  ctx: Pick<Ctx, 'catalog'>,
  on: Queryable,
  form: CatalogForm,
  phase: ScanRow['phase'],
): Promise<void> {
  await on.query(
    `INSERT INTO ${relation(ctx, 'likeness_scan')} AS s (form, scheme, state, phase, total)
     SELECT $1, $2, 'running', $3, count(*) FROM ${relation(ctx, form.table)} WHERE _deleted_at IS NULL
     ON CONFLICT (form) DO UPDATE SET scheme = excluded.scheme, state = 'running', phase = excluded.phase,
       reached = NULL, done = 0, total = excluded.total, crowded = '[]', started_at = now(), finished_at = NULL`,
    [form.ref, schemeOf(ctx.catalog, form), phase],
  );
}

/**
 * The next slice of a search that is under way, in a transaction that also notes how far it came. Answers whether there
 * was one. Those of forms that are set aside wait without keeping others up; one under other rules than those of now is
 * begun anew, or ended, when the definitions of now are known.
 */
export function scanSlice(ctx: Base): Promise<boolean> {
  const compared = comparedForms(ctx.catalog);
  return inTransaction(ctx.pool, async ({ client }) => {
    const { rows } = await client.query<ScanRow>(
      `SELECT * FROM ${relation(ctx, 'likeness_scan')}
       WHERE state = 'running' AND (form, scheme) IN (SELECT * FROM unnest($1::text[], $2::text[]))
       ORDER BY started_at, form LIMIT 1 FOR UPDATE`,
      [compared.map(({ ref }) => ref), compared.map((form) => schemeOf(ctx.catalog, form))],
    );
    const [scan] = rows;
    const form = scan && ctx.catalog.forms.get(scan.form);
    if (!form) return false;
    if (scan.phase === 'index') await indexSlice(ctx, client, form, scan);
    else await compareSlice(ctx, client, form, scan);
    return true;
  });
}

async function indexSlice(ctx: Base, client: PoolClient, form: CatalogForm, scan: ScanRow): Promise<void> {
  const sides = sidesOf(ctx.catalog, form.ref);
  const rows = await readSides(ctx, client, form, sides, { after: scan.reached, limit: SLICE.index });
  const ids = rows.map(({ _id }) => _id);
  await indexRecords(ctx, client, form, sides, ids, rows);
  if (rows.length === SLICE.index) return note(ctx, client, scan, ids);
  await beginScan(ctx, client, form, 'compare');
  // Of records that only other forms are compared with there are no duplicates to find.
  if (ownRules(form).length === 0) await finish(ctx, client, scan);
}

async function compareSlice(ctx: Base, client: PoolClient, form: CatalogForm, scan: ScanRow): Promise<void> {
  if (scan.reached === null) await forgetTwins(ctx, client, form.ref);
  const { rows } = await client.query<{ id: string }>(
    `SELECT _id AS id FROM ${relation(ctx, form.table)}
     WHERE _deleted_at IS NULL AND ($1::uuid IS NULL OR _id > $1) ORDER BY _id LIMIT ${SLICE.compare}`,
    [scan.reached],
  );
  const ids = rows.map(({ id }) => id);
  const crowded = await compareRecords(ctx, client, form, ids, { onlyLater: true });
  await note(ctx, client, scan, ids, crowded);
  if (ids.length < SLICE.compare) await finish(ctx, client, scan);
}

async function note(
  ctx: Base,
  client: PoolClient,
  scan: ScanRow,
  ids: readonly string[],
  crowded: readonly Crowd[] = [],
): Promise<void> {
  const all = new Map([...scan.crowded, ...crowded].map((one) => [one.text, one]));
  await client.query(
    `UPDATE ${relation(ctx, 'likeness_scan')} SET reached = coalesce($2, reached), done = done + $3, crowded = $4 WHERE form = $1`,
    [scan.form, ids.at(-1) ?? null, ids.length, JSON.stringify([...all.values()].slice(0, MOST_CROWDED))],
  );
}

async function finish(ctx: Base, client: PoolClient, { form }: ScanRow): Promise<void> {
  await client.query(
    `UPDATE ${relation(ctx, 'likeness_scan')} SET state = 'done', finished_at = now() WHERE form = $1`,
    [form],
  );
}
