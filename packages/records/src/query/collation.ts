import type { Pool } from '@trellis/db';

const CANDIDATES = ['zh-x-icu', 'und-x-icu'];
const known = new WeakMap<Pool, Promise<string>>();

/**
 * The collation in which people read lists: pinyin order where the server was built with ICU, else code points.
 * All candidates are deterministic: equal in the collation means equal bytes, so keyset paging stays exact.
 */
export function listCollation(pool: Pool): Promise<string> {
  let collation = known.get(pool);
  if (!collation) {
    collation = find(pool);
    known.set(pool, collation);
    // A failure (server not there yet) is not remembered.
    collation.catch(() => known.delete(pool));
  }
  return collation;
}

async function find(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ collname: string }>(
    `SELECT collname FROM pg_collation
     WHERE collnamespace = 'pg_catalog'::regnamespace AND collname = ANY($1)`,
    [CANDIDATES],
  );
  const names = new Set(rows.map(({ collname }) => collname));
  return CANDIDATES.find((name) => names.has(name)) ?? 'C';
}
