import { AppError } from '@trellis/metadata';
import type { Ctx, Log } from '../../contract.ts';
import type { Progress, Step } from '../convert/progress.ts';
import type { JobLocks } from './locks.ts';
import { paceOf } from './pace.ts';
import { openSlots } from './slots.ts';
import { changeJob, type Job, type JobState } from './store.ts';

/** Jobs at work at a time in one process: each holds a connection, and the machine has other things to do. */
const AT_ONCE = 2;
/** How long a request waits for its job before it answers with the progress. */
const WAIT_MS = 2_000;

export interface Run {
  /** States in which the job may begin this. */
  readonly from: readonly JobState[];
  readonly state: 'previewing' | 'running';
  readonly changes: Partial<
    Pick<Job, 'mapping' | 'source' | 'header' | 'options' | 'attempts' | 'preview' | 'result'>
  >;
  readonly shares: Readonly<Record<Step, number>>;
  readonly work: (progress: Progress) => Promise<void>;
}

export interface Runner {
  /** Begins to work on a job and waits a moment for its end. Errors: import_state. */
  start(ctx: Ctx, job: Job, run: Run): Promise<void>;
  /** Whether this process works on the job. */
  has(id: string): boolean;
  /** Ends the work on a job that was cancelled, and waits for it. */
  end(id: string): Promise<void>;
  /** Ends all work: whoever finds it goes on with it. */
  stop(): Promise<void>;
  /** Whether it takes no more work. */
  isStopping(): boolean;
}

/** Thrown into the work of a job that shall end. */
class Ended extends Error {}

interface Running {
  ended: boolean;
  readonly done: Promise<void>;
}

/** The jobs that one process works on. */
export function openRunner(locks: JobLocks, log: Log): Runner {
  const running = new Map<string, Running>();
  const inSlot = openSlots(AT_ONCE);
  let stopping = false;

  async function start(ctx: Ctx, job: Job, run: Run): Promise<void> {
    if (stopping) throw new AppError('busy');
    const { id } = job;
    const total = job.source.rows;
    const unlock = await locks.hold(id);
    let begun = false;
    try {
      begun = await changeJob(ctx, ctx.pool, id, run.from, {
        ...run.changes,
        state: run.state,
        progress: { done: 0, total },
        issues: [],
      });
    } finally {
      if (!begun) await unlock();
    }
    if (!begun) throw new AppError('import_state');

    const still = () => {
      if (running.get(id)?.ended) throw new Ended();
    };
    const pace = paceOf(total, run.shares, async (done) => {
      if (!(await changeJob(ctx, ctx.pool, id, [run.state], { progress: { done, total } })))
        throw new Ended();
    });
    const done = inSlot(async () => {
      still();
      await run.work(async (step, rows) => {
        still();
        await pace(step, rows);
      });
    })
      .catch((error: unknown) => failed(ctx, id, run.state, error))
      .finally(() => {
        running.delete(id);
        return unlock();
      })
      .catch((err: unknown) => log.error({ err, import: id }, 'import could not be ended'));
    running.set(id, { ended: false, done });
    await within(done, WAIT_MS);
  }

  /** Notes why a job failed; a cancelled one stays cancelled, since it is no longer in its state. */
  async function failed(ctx: Ctx, id: string, state: JobState, error: unknown): Promise<void> {
    // It is as if the process had been killed: nothing is written, and another one goes on.
    if (stopping && error instanceof Ended) return;
    const known = error instanceof AppError ? error : undefined;
    const ended = error instanceof Ended || known?.code === 'import_state';
    if (!known && !ended) log.error({ err: error, import: id }, 'import failed');
    const reasons = known?.issues.length ? known.issues : [{ path: [], code: known?.code ?? 'internal' }];
    const issues = ended ? [{ path: [], code: 'import_interrupted' }] : reasons.slice(0, 20);
    await changeJob(ctx, ctx.pool, id, [state], { state: 'failed', issues });
  }

  async function end(id: string): Promise<void> {
    const job = running.get(id);
    if (!job) return;
    job.ended = true;
    await job.done;
  }

  return {
    start,
    has: (id) => running.has(id),
    isStopping: () => stopping,
    end,
    async stop() {
      stopping = true;
      await Promise.all([...running.keys()].map(end));
    },
  };
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, time]);
  clearTimeout(timer);
}
