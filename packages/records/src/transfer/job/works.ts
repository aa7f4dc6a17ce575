import { AppError } from '@trellis/metadata';
import { accessFor } from '../../access/policy.ts';
import { noteImport } from '../../batch/written.ts';
import type { Ctx } from '../../contract.ts';
import { groupProblems } from '../convert/groups.ts';
import type { RowProblem } from '../convert/problems.ts';
import { headerOf } from '../mapping/remember.ts';
import { commitRows } from './commit.ts';
import { filePath } from './files.ts';
import { COMMIT_STEPS, PREVIEW_STEPS } from './pace.ts';
import { previewRows } from './preview.ts';
import { keepProblems } from './problems-file.ts';
import type { Run } from './runner.ts';
import { type CommitOptions, changeJob, type Job } from './store.ts';

type Work = Omit<Run, 'from'>;

export const asImport = (ctx: Ctx): Ctx => ({ ...ctx, cause: 'import' });

const sourceOf = (dir: string, { id, source }: Job) => ({
  path: filePath(dir, id, 'rows'),
  width: source.width,
});

/** Problems told with the state of a job; all of them are in its file. */
const TOLD = 200;

/** Writes down what is wrong, and says in short what that is. */
async function wrongIn(dir: string, job: Job, problems: readonly RowProblem[]) {
  const told = await keepProblems(dir, job, problems);
  return { errors: told.slice(0, TOLD), groups: groupProblems(told) };
}

/** Checks every row of a job under its mapping. */
export function previewWork(ctx: Ctx, dir: string, job: Job): Work {
  const { id, mapping, source } = job;
  const form = `${job.app}:${job.form}`;
  return {
    state: 'previewing',
    changes: { mapping, source, header: headerOf(source.columns), preview: null, result: null },
    shares: PREVIEW_STEPS,
    work: async (progress) => {
      const rows = sourceOf(dir, job);
      const { preview, problems } = await previewRows(asImport(ctx), form, rows, mapping, progress);
      const wrong = await wrongIn(dir, job, problems);
      await changeJob(ctx, ctx.pool, id, ['previewing'], {
        state: 'previewed',
        preview: { ...preview, ...wrong },
        progress: { done: source.rows, total: source.rows },
      });
    },
  };
}

/** Writes the rows of a job in one transaction. */
export function commitWork(ctx: Ctx, dir: string, job: Job, options: CommitOptions): Work {
  const { id, mapping } = job;
  const { skipInvalid, accept } = options;
  const form = `${job.app}:${job.form}`;
  const total = job.source.rows;
  return {
    state: 'running',
    changes: { options },
    shares: COMMIT_STEPS,
    work: async (progress) => {
      const importing = { ...asImport(ctx), accept, batch: id };
      const outcome = await commitRows(importing, form, {
        source: sourceOf(dir, job),
        mapping,
        skipInvalid,
        checkedAt: job.preview?.checkedAt,
        progress,
        finish: async (client, { problems, records, written: _, ...counts }) => {
          const wrong = await wrongIn(dir, job, problems);
          const fields = mapping.columns.map(({ field }) => field);
          const access = accessFor(importing, form, 'import');
          if (records.length > 0) await noteImport(importing, client, access.form, { id, fields }, records);
          const done = await changeJob(ctx, client, id, ['running'], {
            state: 'done',
            result: { ...counts, ...wrong, ...(records.length > 0 ? { batch: id } : {}) },
            progress: { done: total, total },
          });
          if (!done) throw new AppError('import_state');
        },
      });
      if (outcome.written) return;
      const wrong = await wrongIn(dir, job, outcome.problems);
      const count = new Set(outcome.problems.map(({ row }) => row)).size;
      await changeJob(ctx, ctx.pool, id, ['running'], {
        state: 'failed',
        result: { created: 0, failed: outcome.failed, ...wrong },
        issues: [{ path: [], code: 'import_refused', params: { count } }],
      });
    },
  };
}
