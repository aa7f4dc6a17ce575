import { adviseIndexes, flushLists } from '@trellis/records/server';
import type { Services } from './services.ts';
import { allWorkspaces } from './workspaces.ts';

const EVERY_MS = 60_000;
/** Now and then also where nobody asked for anything: indexes of long ago go. */
const ALL_EVERY = 60;

/** Writes down what lists asked for, and makes the indexes that follow from it. Returns the way to stop. */
export function startAdvising(services: Services): () => Promise<void> {
  let running = Promise.resolve();
  let turn = 0;
  const timer = setInterval(() => {
    const all = turn++ % ALL_EVERY === 0;
    running = running
      .then(() => advise(services, all))
      .catch((err: unknown) => services.log.warn({ err }, 'indexes could not be looked after'));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function advise({ pool, log, catalogs }: Services, all: boolean): Promise<void> {
  for (const workspace of await allWorkspaces(pool)) {
    const asked = await flushLists(pool, workspace);
    if (asked || all) await adviseIndexes(pool, await catalogs.get(workspace), log);
  }
}
