import { addJob, type Pool, type Queryable } from '@trellis/db';
import type { Catalog, Ctx } from '../contract.ts';
import { dueSlice } from './due.ts';
import { alignScans, scanSlice } from './scan.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const DUPLICATES_JOB = 'duplicates';

/** Wakes the job of a workspace. All workspaces have one queue, so that no more than one worker looks for duplicates. */
export async function announceDuplicates(on: Queryable, schema: string): Promise<void> {
  const jobKey = `${DUPLICATES_JOB} ${schema}`;
  await addJob(on, DUPLICATES_JOB, { schema }, { jobKey, queueName: DUPLICATES_JOB });
}

/** Wakes the job of every workspace; to be called when a process starts, since it may know how to compare otherwise. */
export async function wakeDuplicates(pool: Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await announceDuplicates(pool, schema);
}

/**
 * Keeps what is known of possible duplicates up to date: records that were written before those of a search, a slice at a
 * time, each a transaction. Answers whether all is done.
 * @param options.current the catalog to work under, asked for each slice: somebody may publish meanwhile
 * @param options.goOn asked before each slice
 */
export async function runDuplicates(
  { pool }: Pick<Ctx, 'pool'>,
  options: { readonly current: () => Promise<Catalog>; readonly goOn: () => boolean },
): Promise<boolean> {
  let aligned: Catalog | undefined;
  while (options.goOn()) {
    const ctx = { pool, catalog: await options.current() };
    if (ctx.catalog !== aligned) await alignScans(ctx);
    aligned = ctx.catalog;
    if (!(await dueSlice(ctx)) && !(await scanSlice(ctx))) return true;
  }
  return false;
}
