import { startJobs } from '../jobs.ts';
import { openPool } from '../pool.ts';

/** A process that takes every job and never finishes one: it exists to be killed. Argument: the database's URL. */
const connectionString = process.argv[2];
if (!connectionString) throw new Error('usage: idle-worker <url>');
await startJobs({
  pool: openPool({ connectionString }),
  tasks: { work: () => new Promise<void>(() => undefined) },
});
