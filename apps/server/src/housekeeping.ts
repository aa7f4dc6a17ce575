import { type Pool, trimOutbox } from '@trellis/db';
import {
  type Exports,
  type Files,
  type Imports,
  sweepBatches,
  sweepBin,
  sweepDrafts,
  sweepMerges,
  sweepMessages,
  tendHistory,
  wakePurges,
} from '@trellis/records/server';
import { removeExpired } from './auth/refresh.ts';
import type { Log } from './log.ts';
import { allWorkspaces } from './workspaces.ts';

const EVERY_MS = 10 * 60_000;

interface Kept {
  readonly imports: Imports;
  readonly exports: Exports;
  readonly files: Files;
}

/** Removes what nobody needs any more, now and then. Returns the way to stop. */
export function startHousekeeping(pool: Pool, kept: Kept, log: Log): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = tidy(pool, kept, log).catch((err: unknown) => log.warn({ err }, 'housekeeping failed'));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Dead login sessions, delivered events, drafts, messages, batches and deleted records of long ago, files of old imports and exports and those that no record took. */
async function tidy(pool: Pool, { imports, exports, files }: Kept, log: Log): Promise<void> {
  await removeExpired(pool);
  const workspaces = await allWorkspaces(pool);
  for (const { schema } of workspaces) {
    // What goes wrong in one workspace keeps no other one waiting.
    await tidyWorkspace(pool, schema).catch((err: unknown) =>
      log.warn({ err, schema }, 'housekeeping failed'),
    );
  }
  await imports.sweep(workspaces);
  await exports.sweep(workspaces);
  await files.sweep(workspaces);
}

async function tidyWorkspace(pool: Pool, schema: string): Promise<void> {
  await trimOutbox(pool, schema);
  await sweepDrafts(pool, schema);
  await sweepMessages(pool, schema);
  await sweepBatches(pool, schema);
  await sweepMerges(pool, schema);
  await sweepBin(pool, schema);
  await wakePurges(pool, [schema]);
  await tendHistory(pool, schema, new Date());
}
