import {
  guardHistory,
  inTransaction,
  openHistory,
  type Pool,
  type Queryable,
  readPgError,
} from '@trellis/db';
import { BATCH_DAYS } from '@trellis/metadata';
import { quoteName } from './names.ts';

/** Months that have a part before they begin. */
const AHEAD = 3;
/** End of the part that holds all from before there were parts. */
const FIRST_END = '2026-12';
const DAY_MS = 86_400_000;

/** A month of the calendar of UTC, "2026-12". */
type Month = string;
const monthOf = (instant: Date): Month => instant.toISOString().slice(0, 7);
const startOf = (month: Month): string => `${month}-01T00:00:00.000Z`;
function plus(month: Month, count: number): Month {
  const start = new Date(startOf(month));
  start.setUTCMonth(start.getUTCMonth() + count);
  return monthOf(start);
}
const partName = (month: Month): string => `record_change_${month.replace('-', '_')}`;

/**
 * Makes the parts of history that are needed next, drops those that are older than the workspace keeps, and has the database
 * guard them all. Where somebody holds what it needs, the next call does it.
 */
export async function tendHistory(pool: Pool, schema: string, now: Date): Promise<void> {
  try {
    const there = new Set(await partsOf(pool, schema));
    for (const month of await wanted(pool, schema, now))
      if (!there.has(partName(month))) await makePart(pool, schema, month);
    await dropOld(pool, schema, now);
    await inTransaction(pool, async ({ client }) => {
      await client.query(`SET LOCAL lock_timeout = '300ms'`);
      await guardHistory(client, schema);
    });
  } catch (error) {
    if (readPgError(error)?.kind !== 'lock_timeout') throw error;
  }
}

async function partsOf(on: Queryable, schema: string): Promise<string[]> {
  const { rows } = await on.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass`,
    [`${quoteName(schema)}.record_change`],
  );
  return rows.map(({ name }) => name);
}

/** The months to come, and those of which something lies in the rest. */
async function wanted(on: Queryable, schema: string, now: Date): Promise<ReadonlySet<Month>> {
  const { rows } = await on.query<{ month: Month }>(
    `SELECT DISTINCT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM ${quoteName(schema)}.record_change_rest`,
  );
  const next = Array.from({ length: AHEAD }, (_, index) => plus(monthOf(now), index));
  return new Set([...next, ...rows.map(({ month }) => month)].filter((month) => month >= FIRST_END));
}

/** What of the month lies in the rest goes into its part. */
async function makePart(pool: Pool, schema: string, month: Month): Promise<void> {
  const s = quoteName(schema);
  const name = partName(month);
  const part = `${s}.${quoteName(name)}`;
  const [from, to] = [startOf(month), startOf(plus(month, 1))];
  await inTransaction(pool, async ({ client }) => {
    await client.query(`SET LOCAL lock_timeout = '300ms'`);
    await client.query(`LOCK TABLE ${s}.record_change_rest IN ACCESS EXCLUSIVE MODE`);
    // Another server may have made it meanwhile.
    const { rowCount } = await client.query('SELECT WHERE to_regclass($1) IS NULL', [part]);
    if (rowCount === 0) return;
    await client.query(
      `CREATE TABLE ${part} (LIKE ${s}.record_change INCLUDING DEFAULTS,
         CONSTRAINT ${quoteName(`${name}_pk`)} PRIMARY KEY (form, record_id, version, at, id))`,
    );
    await openHistory(client);
    await client.query(
      `WITH moved AS (DELETE FROM ${s}.record_change_rest WHERE at >= $1 AND at < $2 RETURNING *)
       INSERT INTO ${part} SELECT * FROM moved`,
      [from, to],
    );
    await client.query(
      `ALTER TABLE ${s}.record_change ATTACH PARTITION ${part} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
  });
}

/** Parts whose last moment is older than history is kept. */
async function dropOld(pool: Pool, schema: string, now: Date): Promise<void> {
  const s = quoteName(schema);
  const { rows } = await pool.query<{ months: number | null }>(
    `SELECT history_months AS months FROM ${s}.meta`,
  );
  const months = rows[0]?.months;
  if (months === null || months === undefined) return;
  // What many changes at once are taken back by stays as long as they can be.
  const undoable = monthOf(new Date(now.getTime() - BATCH_DAYS * DAY_MS));
  const keptFrom = [plus(monthOf(now), -months), undoable].sort()[0] ?? undoable;
  for (const name of await partsOf(pool, schema)) {
    const end = endOf(name);
    if (end === undefined || end > keptFrom) continue;
    await inTransaction(pool, async ({ client }) => {
      await client.query(`SET LOCAL lock_timeout = '300ms'`);
      await client.query(`DROP TABLE IF EXISTS ${s}.${quoteName(name)}`);
      await client.query(`UPDATE ${s}.meta SET history_from = greatest(history_from, $1::timestamptz)`, [
        startOf(end),
      ]);
    });
  }
}

/** The month that begins where a part ends. */
function endOf(name: string): Month | undefined {
  if (name === 'record_change_first') return FIRST_END;
  const [, year, month] = /^record_change_(\d{4})_(\d{2})$/.exec(name) ?? [];
  return year && month ? plus(`${year}-${month}`, 1) : undefined;
}
