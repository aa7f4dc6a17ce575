import { consumeOutbox } from '@trellis/db';
import {
  announceDuplicates,
  noteWritten,
  recordEventsOf,
  runDuplicates,
  type Workspace,
} from '@trellis/records/server';
import type { Services } from './services.ts';
import { workspaceOf } from './workspaces.ts';

/** How long one job goes on before it lets another workspace have its turn. */
const TURN_MS = 5_000;

/** Has written records compared with others behind the saves, and all of them when definitions change. Returns the way to stop. */
export function startComparing({ pool, log, catalogs }: Services): () => Promise<void> {
  const reader = consumeOutbox({
    pool,
    log,
    name: 'duplicates',
    async handle(client, { key }, events) {
      const written = recordEventsOf(events);
      const published = events.some(({ kind }) => kind === 'catalog');
      const workspace = (written.length > 0 || published) && (await workspaceOf(pool, key));
      if (!workspace) return;
      const catalog = await catalogs.get(workspace);
      if ((await noteWritten({ catalog }, client, written)) || published)
        await announceDuplicates(client, workspace.schema);
    },
  });
  return () => reader.stop();
}

/** Compares records of a workspace for a while, and comes back for the rest. */
export async function compareInWorkspace(
  { pool, catalogs }: Services,
  workspace: Workspace,
  isStopping: () => boolean,
): Promise<void> {
  const until = Date.now() + TURN_MS;
  const done = await runDuplicates(
    { pool },
    { current: () => catalogs.refresh(workspace), goOn: () => !isStopping() && Date.now() < until },
  );
  if (!done) await announceDuplicates(pool, workspace.schema);
}
