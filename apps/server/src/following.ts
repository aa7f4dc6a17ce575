import { consumeOutbox } from '@trellis/db';
import { type Bystander, recordEventsOf, tellFollowers } from '@trellis/records/server';
import type { Services } from './services.ts';
import { workspaceOf } from './workspaces.ts';

/** Tells those who follow records what others do to them, behind the saves. Returns the way to stop. */
export function startFollowing({ pool, log, keys, catalogs }: Services): () => Promise<void> {
  const reader = consumeOutbox({
    pool,
    log,
    name: 'followers',
    async handle(client, { key }, events) {
      const changes = recordEventsOf(events);
      const workspace = changes.some(({ by }) => by !== undefined) && (await workspaceOf(pool, key));
      if (!workspace) return;
      const ctx: Bystander = {
        ...{ pool, keys, log, catalog: await catalogs.get(workspace) },
        ...{ now: new Date().toISOString(), locale: 'zh', cause: 'api' },
      };
      await tellFollowers(ctx, client, changes);
    },
  });
  return () => reader.stop();
}
