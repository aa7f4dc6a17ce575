import { announceBatches, runBatches, type Workspace } from '@trellis/records/server';
import type { Services } from './services.ts';

/** How long one job goes on before it lets another workspace have its turn. */
const TURN_MS = 5_000;
/** How long batches are left alone that wait for something else. */
const WAIT_MS = 15_000;

/** Works on the batches of a workspace for a while, and comes back for the rest. */
export async function workOnBatches(
  { pool, log, keys, catalogs }: Services,
  workspace: Workspace,
  isStopping: () => boolean,
): Promise<void> {
  const until = Date.now() + TURN_MS;
  const end = await runBatches(
    { pool, log, keys },
    { current: () => catalogs.get(workspace), goOn: () => !isStopping() && Date.now() < until },
  );
  if (end === 'done') return;
  const runAt = end === 'waiting' ? new Date(Date.now() + WAIT_MS).toISOString() : undefined;
  await announceBatches(pool, workspace.schema, runAt);
}
