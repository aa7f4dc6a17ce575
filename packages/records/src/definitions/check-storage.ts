import { guardHistory, type Pool, type PoolClient } from '@trellis/db';
import { AppError } from '@trellis/metadata';
import { loadCatalog } from '../catalog/cache.ts';
import { readCatalogRows } from '../catalog/read.ts';
import type { Ctx, Log, Workspace } from '../contract.ts';
import { type Drift, findDrift } from '../storage/drift.ts';
import { underPublishLock } from '../storage/lock.ts';
import { quoteName } from '../storage/names.ts';
import { reapUnpublished } from '../storage/reap.ts';
import { shortTx } from '../storage/short-tx.ts';
import { tidyStorage } from '../storage/tidy.ts';
import { publishedBundle } from './bundle.ts';
import { concealPlain } from './convert/conceal.ts';
import { moveMetaVersion } from './flip.ts';

/**
 * At boot: takes back what an interrupted publish left, makes the indexes that an older version of the program did not
 * know, has the database guard history, and compares every form's table with the storage catalog. A
 * form that does not match is quarantined (reads and writes answer form_unavailable) instead of failing the start, and
 * released once it matches again. Never throws; what goes wrong is logged.
 * @returns the quarantined forms
 */
export async function checkStorage(pool: Pool, workspace: Workspace, log: Log): Promise<readonly Drift[]> {
  const { schema, key } = workspace;
  try {
    return await underPublishLock(
      pool,
      schema,
      async (client) => {
        await shortTx(client, () => guardHistory(client, schema)).catch((error: unknown) =>
          log.error({ err: error, workspace: key }, 'history is not guarded'),
        );
        await tidy(client, workspace, log);
        const drifts = await findDrift(client, schema);
        for (const { app, form, detail } of drifts)
          log.error({ workspace: key, form: `${app}:${form}`, detail }, 'form quarantined');
        await mark(client, schema, drifts);
        return drifts;
      },
      0,
    );
  } catch (error) {
    // Another process is publishing: it looks after the tables itself.
    if (error instanceof AppError && error.code === 'busy') return [];
    log.error({ err: error, workspace: key }, 'tables could not be checked');
    return [];
  }
}

async function tidy(client: PoolClient, { schema, key }: Workspace, log: Log): Promise<void> {
  for (const form of await reapUnpublished(client, schema))
    log.warn({ workspace: key, form }, 'table of an interrupted publish removed');
  const rows = await readCatalogRows(client, schema);
  for (const app of rows.apps) {
    await tidyStorage(client, schema, app.key, publishedBundle(rows, app.key), true).catch((error: unknown) =>
      log.error({ err: error, workspace: key, app: app.key }, 'indexes could not be tidied'),
    );
  }
}

/** Writes the states that changed and, if any did, tells all processes. */
async function mark(client: PoolClient, schema: string, drifts: readonly Drift[]): Promise<void> {
  await shortTx(client, async () => {
    const { rowCount } = await client.query(
      `update ${quoteName(schema)}.form_storage f
       set state = case when d.detail is null then 'ok' else 'quarantined' end, detail = d.detail
       from ${quoteName(schema)}.form_storage g
         left join unnest($1::text[], $2::text[], $3::text[]) as d (app, form, detail)
           on d.app = g.app and d.form = g.form
       where f.app = g.app and f.form = g.form and f.state <> 'binned'
         and f.detail is distinct from d.detail`,
      [drifts.map((d) => d.app), drifts.map((d) => d.form), drifts.map((d) => d.detail)],
    );
    if (rowCount) await moveMetaVersion({ client, schema }, '');
  });
}

/**
 * At boot: ends what an interrupted publish began when it encrypted fields, so that nothing of them stays in plain.
 * Never throws; what goes wrong is logged.
 */
export async function finishEncryption(
  { pool, keys, log }: Pick<Ctx, 'pool' | 'keys' | 'log'>,
  workspace: Workspace,
): Promise<void> {
  try {
    const work = async (client: PoolClient) =>
      concealPlain({ keys, catalog: await loadCatalog(pool, workspace) }, client);
    await underPublishLock(pool, workspace.schema, work, 0);
  } catch (error) {
    // Another process is publishing: it does the same when it is done.
    if (error instanceof AppError && error.code === 'busy') return;
    log.error({ err: error, workspace: workspace.key }, 'earlier plain values could not be encrypted');
  }
}
