import type { Request } from '../load/client.ts';
import { load, type Measurement } from '../load/load.ts';
import type { Session } from '../session.ts';
import type { Run } from './scenario.ts';

/** Sends what `next` gives, on all connections unless fewer are asked for. */
export function measure(
  session: Session,
  { options, database }: Run,
  next: (k: number) => Request,
  conns: number = options.conns,
): Promise<Measurement> {
  return load({
    conns,
    secs: options.secs,
    warm: options.warm,
    processes: { server: session.product.pids, database: [database] },
    one: (k) => session.send(next(k)),
  });
}

/** One of a list, any. */
export function pick<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** Throws: a figure for a wrong answer would mean nothing. */
export function expect(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`wrong answer: ${what} is ${found}, not ${wanted}`);
}

/** The number that a statement over the product's database answers in column `n`. */
export async function numberIn({ product }: Session, sql: string): Promise<number> {
  const { rows } = await product.pool.query<{ n: string }>(sql);
  return Number(rows[0]?.n);
}

/** Ids of records, from all over the table. */
export async function someIds({ product: { pool, table } }: Session): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select ${table.id}::text as id from ${table.name} tablesample bernoulli (10) where ${table.living} limit 10000`,
  );
  if (rows.length === 0) throw new Error('no records to choose from');
  return rows.map(({ id }) => id);
}
