import { listWorkspaces, type Pool, trimOutbox } from '@trellis/db';
import { removeExpired } from './auth/refresh.ts';
import type { Log } from './log.ts';

const EVERY_MS = 10 * 60_000;

/** Removes what nobody needs any more, now and then. Returns the way to stop. */
export function startHousekeeping(pool: Pool, log: Log): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = tidy(pool).catch((err: unknown) => log.warn({ err }, 'housekeeping failed'));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Delivered events and dead login sessions. */
async function tidy(pool: Pool): Promise<void> {
  await removeExpired(pool);
  for (const { schema } of await listWorkspaces(pool)) await trimOutbox(pool, schema);
}
