import { runPurges, type Workspace, wakePurges } from '@trellis/records/server';
import type { Services } from './services.ts';

/** How long one job goes on before it lets another workspace have its turn. */
const TURN_MS = 5_000;

/** Deletes forms for good for a while, and comes back for the rest. */
export async function purgeInWorkspace(
  { pool, log, keys, catalogs, events }: Services,
  workspace: Workspace,
  isStopping: () => boolean,
): Promise<void> {
  const until = Date.now() + TURN_MS;
  const done = await runPurges(
    { pool, log, keys, locale: 'zh', cause: 'api' },
    { current: () => catalogs.refresh(workspace), goOn: () => !isStopping() && Date.now() < until },
  );
  events.poke();
  if (!done) await wakePurges(pool, [workspace.schema]);
}
