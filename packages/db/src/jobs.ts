import { EventEmitter } from 'node:events';
import { run, runMigrations, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker';
import { type Logger, silentLogger } from './logger.ts';
import type { Pool, Queryable } from './pool.ts';
import { keepSeats } from './worker-seats.ts';

export interface JobInfo {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Fires when the process is asked to stop and the grace time is over. */
  readonly signal: AbortSignal | undefined;
}

/** Runs at least once. Throwing schedules another attempt, later each time. */
export type JobTask = (payload: unknown, job: JobInfo) => Promise<void>;

export interface JobsOptions {
  /** Besides `concurrency`, two connections stay in use: one listens, one holds the workers' seat. */
  readonly pool: Pool;
  readonly tasks: Readonly<Record<string, JobTask>>;
  /** Jobs at a time, default 4. */
  readonly concurrency?: number;
  readonly log?: Logger;
}

export interface AddJobOptions {
  /** A waiting job with this key is replaced. */
  readonly jobKey?: string;
  /** ISO instant. */
  readonly runAt?: string;
  /** Jobs of one queue run one after another. */
  readonly queueName?: string;
  /** Default 25. */
  readonly maxAttempts?: number;
}

/** Adds a job; inside a transaction it exists only if that commits. Returns its id. */
export async function addJob(
  target: Queryable,
  task: string,
  payload: unknown,
  options: AddJobOptions = {},
): Promise<string> {
  const { rows } = await target.query<{ id: string }>(
    `select id from graphile_worker.add_job($1, payload := $2::json, queue_name := $3, run_at := $4::timestamptz,
       max_attempts := $5::int, job_key := $6)`,
    [
      task,
      JSON.stringify(payload),
      options.queueName ?? null,
      options.runAt ?? null,
      options.maxAttempts ?? null,
      options.jobKey ?? null,
    ],
  );
  return rows[0]!.id;
}

/** Creates or updates the queue's own schema, `graphile_worker`. */
export function installJobs(pool: Pool): Promise<void> {
  return runMigrations({ pgPool: pool, logger: workerLogger(silentLogger) });
}

/** Starts to work on jobs. `stop()` takes no new ones and waits for those in hand. */
export async function startJobs(options: JobsOptions): Promise<{ stop(): Promise<void> }> {
  const { pool, tasks } = options;
  const log = options.log ?? silentLogger;
  const events: WorkerEvents = new EventEmitter();
  await installJobs(pool);
  const seats = await keepSeats(pool, log);
  events.on('pool:create', ({ workerPool }) => seats.take(workerPool.id));
  const runner = await run({
    pgPool: pool,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    logger: workerLogger(log),
    events,
    parsedCronItems: [],
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload: unknown, { job, abortSignal }) =>
          task(payload, {
            id: String(job.id),
            attempt: job.attempts,
            maxAttempts: job.max_attempts,
            signal: abortSignal,
          }),
      ]),
    ),
  });
  let stopping = false;
  runner.promise.catch((error: unknown) => {
    if (!stopping) log.error({ err: error }, 'job runner ended');
  });
  return {
    async stop() {
      stopping = true;
      await runner.stop();
      await seats.leave();
    },
  };
}

function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message, meta) => {
    const data = { ...scope, ...meta };
    if (level === 'error') log.error(data, message);
    else if (level === 'warning') log.warn(data, message);
    else log.debug(data, message);
  });
}
