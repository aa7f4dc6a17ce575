import { readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate, openDb, startJobs } from '@trellis/db';
import {
  BATCH_JOB,
  COMPUTE_JOB,
  checkStorage,
  computeWorkspace,
  DELIVER_JOB,
  DUPLICATES_JOB,
  EXPORT_JOB,
  finishEncryption,
  openCatalogCache,
  openExports,
  openFiles,
  openImports,
  openOuterCalls,
  openPeopleNames,
  PURGE_JOB,
  renewSearch,
  SEARCH_JOB,
  wakeBatches,
  wakeComputations,
  wakeDuplicates,
  wakeExports,
  wakePurges,
  wakeSearch,
} from '@trellis/records/server';
import { startAdvising } from './advising.ts';
import { buildApp } from './app.ts';
import { openIdentities } from './auth/identity.ts';
import { openLimiter } from './auth/limiter.ts';
import { workOnBatches } from './batches.ts';
import { openChannels } from './channels/registry.ts';
import type { Config } from './config.ts';
import { type Database, openDatabase } from './database.ts';
import { compareInWorkspace, startComparing } from './duplicates.ts';
import { openEventHub } from './events/hub.ts';
import { MEMBER_EVENT } from './events/member-changed.ts';
import { openStore } from './files/store.ts';
import { startFollowing } from './following.ts';
import { type Front, openFront } from './front.ts';
import { startHousekeeping } from './housekeeping.ts';
import { openKeys } from './keys.ts';
import type { Log } from './log.ts';
import { deliverMessages, startDelivering } from './messages.ts';
import { openPublicDoor } from './public/door.ts';
import { purgeInWorkspace } from './purging.ts';
import { jwtSecret } from './secret.ts';
import type { Services } from './services.ts';
import { allWorkspaces } from './workspaces.ts';

export interface Running {
  readonly address: string;
  readonly services: Services;
  /** Stops accepting, finishes what is under way, then closes everything in reverse order. */
  stop(): Promise<void>;
}

export interface BootOptions {
  readonly config: Config;
  readonly log: Log;
  /** Told in words what is being done. */
  readonly progress: (text: string) => void;
  /** Before requests are let in: the demo is made here. */
  readonly prepare?: (services: Services) => Promise<void>;
  /** The database ended without being asked to. */
  readonly onLost: (error: Error) => void;
}

const FINISH_MS = 10_000;

/** Starts the product. Whatever was started before a failure is stopped again. */
export async function boot({ config, log, progress, prepare, onLost }: BootOptions): Promise<Running> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  try {
    const front = await openFront(config.host, config.port);
    progress('启动数据库 Starting the database …');
    const database = await openDatabase(config, log, onLost);
    closers.push(() => database.close());
    await migrate(database.pool, {
      onProgress: ({ target, migration, index, total }) =>
        progress(`升级数据库 Migrating ${target} (${index}/${total}): ${migration}`),
    });
    const services = await openServices(config, log, database, closers);
    await checkTables(services, log, progress);
    // What a killed process left half done.
    await services.imports.sweep(await allWorkspaces(services.pool));
    await prepare?.(services);
    closers.push(await startWork(services));
    closers.push(await startDelivering(services));
    closers.push(startAdvising(services));
    closers.push(startFollowing(services));
    closers.push(startComparing(services));
    const app = await buildApp(services);
    closers.push(() => app.close());
    // Last to open, first to close: requests under way still find everything in place.
    closers.push(() => closeFront(front, services));
    front.open((request, response) => app.routing(request, response));
    return { address: front.address, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function openServices(
  config: Config,
  log: Log,
  { pool, reads }: Pick<Database, 'pool' | 'reads'>,
  closers: (() => Promise<void>)[],
): Promise<Services> {
  const catalogs = openCatalogCache(pool);
  const identities = openIdentities(pool);
  const people = openPeopleNames();
  const events = openEventHub(pool, log);
  closers.push(() => events.stop());
  const keys = await openKeys(config, pool, log);
  const imports = openImports({
    pool,
    dir: path.join(config.dataDir, 'imports'),
    log,
    open: async (workspace) => ({ pool, log, keys, catalog: await catalogs.get(workspace) }),
  });
  closers.push(() => imports.stop());
  const store = openStore(config);
  const exports = openExports({ pool, store, dir: path.join(config.dataDir, 'exports') });
  const files = openFiles({
    pool,
    store,
    dir: path.join(config.dataDir, 'arriving'),
    log,
  });
  closers.push(startHousekeeping(pool, { imports, exports, files }, log));
  events.listen((schema, list) => {
    if (list.some(({ kind }) => kind === 'catalog')) catalogs.expire(schema);
    if (list.some(({ kind }) => kind === MEMBER_EVENT)) {
      identities.clear();
      people.clear();
    }
  });
  const minutes = 60_000;
  return {
    config,
    log,
    pool,
    reads,
    db: openDb(pool),
    catalogs,
    identities,
    people,
    events,
    imports,
    exports,
    files,
    logins: {
      account: openLimiter({ max: 10, windowMs: 5 * minutes }),
      address: openLimiter({ max: 100, windowMs: 5 * minutes }),
    },
    publicDoor: openPublicDoor(pool),
    keys,
    outer: openOuterCalls({ allowed: config.apiHosts }),
    channels: openChannels(config.apiHosts),
    jwtSecret: await jwtSecret(pool),
    version: JSON.parse(readFileSync(path.join(config.root, 'package.json'), 'utf8')).version,
    templatesDir: path.join(config.root, 'templates'),
    streams: new Set(),
  };
}

/** Works off what was left for the background: computed values, search tokens of older versions, messages, batches, duplicates, deleted forms. Returns the way to stop. */
async function startWork(services: Services): Promise<() => Promise<void>> {
  const { pool, log, keys, catalogs } = services;
  let stopping = false;
  const workspaceOf = async (payload: unknown) => {
    const { schema } = payload as { schema: string };
    return (await allWorkspaces(pool)).find((one) => one.schema === schema);
  };
  const jobs = await startJobs({
    pool,
    log,
    // What goes on for long has one queue for all workspaces and so one worker at most (batches), or two (exports); the
    // other kinds have one for each workspace.
    concurrency: 6,
    tasks: {
      [COMPUTE_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await computeWorkspace({ pool, log, keys }, () => catalogs.refresh(workspace));
      },
      [SEARCH_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await renewSearch(pool, workspace, log);
      },
      [DELIVER_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await deliverMessages(services, workspace);
      },
      [BATCH_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await workOnBatches(services, workspace, () => stopping);
      },
      [PURGE_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await purgeInWorkspace(services, workspace, () => stopping);
      },
      [EXPORT_JOB]: async (payload) => {
        const { id } = payload as { id: string };
        const workspace = await workspaceOf(payload);
        if (!workspace) return;
        const catalog = await catalogs.get(workspace);
        await services.exports.work({ pool, log, keys, catalog }, id, () => !stopping);
      },
      [DUPLICATES_JOB]: async (payload) => {
        const workspace = await workspaceOf(payload);
        if (workspace) await compareInWorkspace(services, workspace, () => stopping);
      },
    },
  });
  const schemas = (await allWorkspaces(pool)).map(({ schema }) => schema);
  await wakeComputations(pool, schemas);
  await wakeSearch(pool, schemas);
  await wakeBatches(pool, schemas);
  await wakeDuplicates(pool, schemas);
  await wakeExports(pool, schemas);
  await wakePurges(pool, schemas);
  return () => {
    stopping = true;
    return jobs.stop();
  };
}

/** A form whose table is not as it should be is set aside and told; the others work. */
async function checkTables({ pool, keys }: Services, log: Log, progress: (text: string) => void) {
  for (const workspace of await allWorkspaces(pool)) {
    for (const { app, form, detail } of await checkStorage(pool, workspace, log)) {
      progress(`表单停用 Form set aside: ${workspace.key} ${app}:${form} (${detail})`);
    }
    await finishEncryption({ pool, keys, log }, workspace);
  }
}

async function closeFront(front: Front, services: Services): Promise<void> {
  const closed = front.close(FINISH_MS);
  for (const end of services.streams) end();
  await closed;
}
