import { existsSync } from 'node:fs';
import { AppError } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { readerOf } from '../../messages/reader.ts';
import { filePath } from './files.ts';
import { isAbandoned } from './locks.ts';
import type { Runner } from './runner.ts';
import { changeJob, type Job, type JobState } from './store.ts';
import { commitWork, previewWork } from './works.ts';

/** What a job needs of its workspace. */
export type Base = Pick<Ctx, 'pool' | 'catalog' | 'keys' | 'log'>;

/** States in which a process works on a job. */
export const WORKING: readonly JobState[] = ['previewing', 'running'];
/** A file that ends the process each time must not do so for ever. */
const ATTEMPTS = 3;

/**
 * Goes on with a job whose process ended: what it did was not written, so it begins anew, as the member with the rights of
 * the moment. It fails where that can't be.
 */
export function openGoOn(dir: string, runner: Runner): (base: Base, job: Job) => Promise<void> {
  const begun = new Map<string, Promise<void>>();
  async function begin(base: Base, job: Job): Promise<void> {
    const { id, state, member, options } = job;
    const attempts = job.attempts + 1;
    const now = new Date().toISOString();
    const possible = attempts < ATTEMPTS && existsSync(filePath(dir, id, 'rows'));
    const reader = possible && member !== null ? await readerOf({ ...base, now }, member) : undefined;
    const work =
      reader &&
      (state === 'previewing'
        ? previewWork(reader.ctx, dir, job)
        : options && commitWork(reader.ctx, dir, job, options));
    if (!reader || !work) {
      const issues = [{ path: [], code: 'import_interrupted' }];
      await changeJob(base, base.pool, id, [state], { state: 'failed', issues });
      return;
    }
    base.log.info({ import: id, attempts }, 'going on with an import');
    const again = { ...work, from: [state], changes: { ...work.changes, attempts } };
    await runner.start(reader.ctx, job, again).catch((error: unknown) => {
      // It came to its end between the look at it and the look at its lock.
      if (!(error instanceof AppError && error.code === 'import_state')) throw error;
    });
  }
  return async (base, job) => {
    if (!WORKING.includes(job.state) || runner.has(job.id) || runner.isStopping()) return;
    const known = begun.get(job.id);
    if (known) return known;
    if (!(await isAbandoned(base.pool, job.id))) return;
    const beginning = begun.get(job.id) ?? begin(base, job).finally(() => begun.delete(job.id));
    begun.set(job.id, beginning);
    return beginning;
  };
}
