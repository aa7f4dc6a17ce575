import { dropTestDatabases } from './database.ts';
import { closeBase, openBase, pgVersions, URL_VARIABLE } from './servers.ts';

/** Vitest global setup of the `db` project: servers start when a test first asks, and end here, whatever happened. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!pgVersions.includes(14))
    console.warn('No PostgreSQL 14 for this machine: its half of the suites is left out');
  const base = await openBase();
  return async () => {
    if (process.env[URL_VARIABLE]) await dropTestDatabases();
    await closeBase(base);
  };
}
