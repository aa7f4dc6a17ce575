import { addJob, type Pool } from '@trellis/db';
import { loadCatalog } from '../catalog/cache.ts';
import type { Log, Workspace } from '../contract.ts';
import { retokeniseSlice } from '../definitions/retokenise.ts';
import { underPublishLock } from '../storage/lock.ts';
import { quoteName } from '../storage/names.ts';
import { SEARCH_SCHEME } from '../storage/search-tokens.ts';

/** Name of the job; its payload is the schema of the workspace. */
export const SEARCH_JOB = 'search';

/** Wakes the job of every workspace whose records have older tokens than are made now; to be called when a process starts. */
export async function wakeSearch(pool: Pool, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    if ((await outdated(pool, schema)) === undefined) continue;
    const name = `${SEARCH_JOB} ${schema}`;
    await addJob(pool, SEARCH_JOB, { schema }, { jobKey: name, queueName: name });
  }
}

/**
 * Writes the search tokens of all forms of a workspace that are of an older scheme anew. Each slice is under the publish
 * lock, so that a form never changes beneath it and publishes get their turn; a form that a stopped process left is
 * begun again, which costs reading alone.
 */
export async function renewSearch(pool: Pool, workspace: Workspace, log: Log): Promise<void> {
  const { schema, key } = workspace;
  for (;;) {
    const next = await outdated(pool, schema);
    if (!next) return;
    const { app, form } = next;
    for (let last: string | null = null; ; ) {
      const after: string | null = last;
      last = await underPublishLock(pool, schema, async (client) => {
        const found = (await loadCatalog(pool, workspace)).forms.get(`${app}:${form}`);
        return found ? retokeniseSlice(client, schema, found, after) : null;
      });
      if (last === null) break;
    }
    await pool.query(
      `update ${quoteName(schema)}.form_storage set search_scheme = $3 where app = $1 and form = $2`,
      [app, form, SEARCH_SCHEME],
    );
    log.info({ workspace: key, form: `${app}:${form}` }, 'search tokens renewed');
  }
}

async function outdated(pool: Pool, schema: string): Promise<{ app: string; form: string } | undefined> {
  const { rows } = await pool.query<{ app: string; form: string }>(
    `select app, form from ${quoteName(schema)}.form_storage
     where search_scheme < $1 and state = 'ok' and form not like '%.%' order by app, form limit 1`,
    [SEARCH_SCHEME],
  );
  return rows[0];
}
