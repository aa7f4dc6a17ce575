import { setTimeout as wait } from 'node:timers/promises';
import { addJob, inTransaction, type Pool, type Queryable } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import type { Catalog, Ctx } from '../contract.ts';
import { readerOf } from '../messages/reader.ts';
import { quoteName } from '../storage/names.ts';
import { permissionFor } from './choose.ts';
import { workSlice } from './slice.ts';
import { endBatch, findBatches, nextItems, noteResults, passTurn } from './store.ts';
import { comesLater } from './turn.ts';
import type { BatchRow, Result } from './types.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const BATCH_JOB = 'batch';

/** Records of one transaction at most. */
const SLICE = 200;
/** A slice that fails is tried again with a quarter of the records; at last with one, which is left out if it fails too. */
const QUARTERED = 4;

/** Slices of batches that failed one after the other; a run may be too short for all attempts. */
const failures = new Map<string, number>();

type Base = Pick<Ctx, 'pool' | 'log' | 'keys'>;

/**
 * Wakes the job of a workspace, with the transaction that makes it necessary. There is one queue for all workspaces, so
 * that batches keep only one worker busy.
 * @param runAt for batches that wait; what begins meanwhile is worked on at once
 */
export async function announce(on: Queryable, schema: string, runAt?: string): Promise<void> {
  const jobKey = `${BATCH_JOB} ${schema}`;
  const queueName = BATCH_JOB;
  await addJob(
    on,
    BATCH_JOB,
    { schema },
    runAt ? { jobKey: `${jobKey} later`, queueName, runAt } : { jobKey, queueName },
  );
}

/** Wakes the job of every workspace in which a batch is under way; to be called when a process starts. */
export async function wakeBatches(pool: Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    const { rowCount } = await pool.query(
      `SELECT FROM ${quoteName(schema)}.batch WHERE state = 'running' LIMIT 1`,
    );
    if (rowCount) await announce(pool, schema);
  }
}

/**
 * Works off the batches of a workspace, slice by slice in turns, so that a small one need not wait for a large one. A
 * slice is one transaction, in which it is also written down how far the batch is: a process that dies at any moment
 * loses nothing and does nothing twice. A batch that has to wait for something else (its form is set aside, somebody holds
 * a record) has its next turn in another run. Answers "done" where no batch is left, "waiting" where only such ones are.
 * @param options.current the catalog to work under, asked for each slice: somebody may publish meanwhile
 * @param options.goOn asked before each slice
 */
export async function runBatches(
  base: Base,
  options: { readonly current: () => Promise<Catalog>; readonly goOn: () => boolean },
): Promise<'done' | 'waiting' | 'stopped'> {
  const waiting = new Set<string>();
  while (options.goOn()) {
    const at = { ...base, catalog: await options.current() };
    const [batch] = await findBatches(
      at,
      base.pool,
      `WHERE b.state = 'running' AND b.id <> ALL($1::uuid[]) ORDER BY b.worked_at, b.id LIMIT 1`,
      [[...waiting]],
    );
    if (!batch) return waiting.size === 0 ? 'done' : 'waiting';
    const failed = failures.get(batch.id) ?? 0;
    try {
      await turnOf(at, batch, failed);
      if (failed > 1) failures.set(batch.id, failed - 1);
      else failures.delete(batch.id);
    } catch (error) {
      const later = comesLater(error);
      base.log[later ? 'warn' : 'error']({ err: error, batch: batch.id }, 'slice of a batch failed');
      if (later) waiting.add(batch.id);
      else failures.set(batch.id, failed + 1);
      // Where the database is gone, this ends the job, which comes again later.
      await passTurn(at, base.pool, batch.id);
      if (!later) await wait(Math.min(failed * 100, 1_000));
    }
  }
  return 'stopped';
}

async function turnOf(at: Base & Pick<Ctx, 'catalog'>, batch: BatchRow, failed: number): Promise<void> {
  const { work } = batch;
  // Written down when it was done.
  if (work.op === 'import') return;
  const now = new Date().toISOString();
  const reader = await readerOf({ ...at, now }, batch.member);
  if (!reader) return stop(at, batch, { path: [], code: 'batch_member_gone' });
  // What stood there before was asked about then.
  const accept = work.op === 'undo' ? { reason: null } : batch.accept;
  const ctx: Ctx = { ...reader.ctx, cause: 'batch', batch: batch.id, accept };
  const form = `${batch.app}:${batch.form}`;
  try {
    accessFor(ctx, form, work.op === 'undo' ? 'view' : permissionFor(work.op));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'form_unavailable') throw error;
    return stop(at, batch, { path: [], code: error.code, params: error.params });
  }
  const size = Math.max(1, SLICE >> (2 * failed));
  await inTransaction(at.pool, async ({ client }) => {
    // Others who work on it, or stop it, wait for the end of the slice.
    const [held] = await findBatches(at, client, `WHERE b.id = $1 AND b.state = 'running' FOR UPDATE OF b`, [
      batch.id,
    ]);
    if (!held) return;
    const items = await nextItems(at, client, held, size);
    if (items.length === 0) {
      await endBatch(at, client, held, 'done');
      return;
    }
    const results =
      failed > QUARTERED
        ? items.map(() => OUT_OF_ORDER)
        : await workSlice(ctx, client, form, work, items, held);
    await noteResults(at, client, held, items.slice(0, results.length), results);
  });
}

/** Nothing that is known is wrong with the record; it is in the log. */
const OUT_OF_ORDER: Result = { outcome: 'skipped', issues: [{ path: [], code: 'internal' }] };

async function stop(at: Base & Pick<Ctx, 'catalog'>, batch: BatchRow, issue: Issue): Promise<void> {
  await endBatch(at, at.pool, batch, 'failed', issue);
}
