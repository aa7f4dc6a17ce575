import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { addJob, startJobs } from './jobs.ts';
import { openTestDatabase, pgVersions, type TestWorkspaceDatabase } from './testing/index.ts';
import { inTransaction } from './tx.ts';

// Both at once: most of it is waiting.
describe.concurrent.each(pgVersions)('jobs on PostgreSQL %i', (version) => {
  let database: TestWorkspaceDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ version, template: 'workspace' });
  });
  afterAll(() => database.close());

  const until = async (what: () => boolean | Promise<boolean>) => {
    for (const end = Date.now() + 30_000; !(await what()); ) {
      if (Date.now() > end) throw new Error('not in time');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  test.sequential('run when their transaction commits, one per key, again after a failure', async () => {
    const done: unknown[] = [];
    let failed = false;
    await addJob(database.pool, 'note', { n: 1 }, { jobKey: 'k' });
    await addJob(database.pool, 'note', { n: 2 }, { jobKey: 'k' });
    await inTransaction(database.pool, async ({ client }) => {
      await addJob(client, 'note', { n: 3 });
      throw new Error('no');
    }).catch(() => undefined);
    const runner = await startJobs({
      pool: database.pool,
      tasks: {
        note: async (payload, job) => {
          if (!failed) {
            failed = true;
            throw new Error('once');
          }
          done.push(payload, job.attempt);
        },
      },
    });
    await until(() => failed);
    await inTransaction(database.pool, ({ client }) => addJob(client, 'note', { n: 4 }));
    await until(() => done.length === 2);
    expect(done).toEqual([{ n: 4 }, 1]);
    await until(() => done.length === 4);
    expect(done.slice(2)).toEqual([{ n: 2 }, 2]);
    await runner.stop();
  });

  test.sequential('stopping waits for the job in hand', async () => {
    let finished = false;
    let started = false;
    const runner = await startJobs({
      pool: database.pool,
      tasks: {
        slow: async () => {
          started = true;
          await new Promise((resolve) => setTimeout(resolve, 300));
          finished = true;
        },
      },
    });
    await addJob(database.pool, 'slow', {});
    await until(() => started);
    await runner.stop();
    expect(finished).toBe(true);
  });

  test.sequential('the jobs of a killed process run again, those of a living one do not', async () => {
    const script = fileURLToPath(new URL('./testing/idle-worker.ts', import.meta.url));
    const start = () => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: 'inherit' });
      onTestFinished(() => void child.kill('SIGKILL'));
      return child;
    };
    const locked = async (n: number) => {
      const { rows } = await database.pool.query(
        'select count(*)::int as n from graphile_worker.jobs where locked_by is not null',
      );
      return rows[0].n === n;
    };
    const living = start();
    await addJob(database.pool, 'work', { by: 'living' });
    await until(() => locked(1));
    for (let i = 0; i < 3; i++) await addJob(database.pool, 'work', { by: 'living' });
    await until(() => locked(4));
    const dying = start();
    await addJob(database.pool, 'work', { by: 'dying' });
    await until(() => locked(5));
    dying.kill('SIGKILL');
    await once(dying, 'exit');
    // A lock younger than three seconds is not judged.
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const done: unknown[] = [];
    const runner = await startJobs({
      pool: database.pool,
      tasks: {
        work: async (payload) => {
          done.push(payload);
        },
      },
    });
    await until(() => done.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(done).toEqual([{ by: 'dying' }]);
    await runner.stop();
    expect(living.exitCode).toBeNull();
  });
});
