import type { Contract, ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { worded } from '../../words.ts';
import type { RowProblem } from '../convert/problems.ts';
import { problemText } from './errors-file.ts';
import type { Job } from './store.ts';

export type ImportBody = ReplyOf<Contract['getImport']>;

/** A job as the contract has it, with its texts in the caller's language. */
export function bodyOf(ctx: Ctx, job: Job): ImportBody {
  const errors = (problems: readonly RowProblem[]) =>
    problems.map(({ params: _, ...problem }, index) => ({
      ...problem,
      message: problemText(ctx, job, problems[index] as RowProblem),
    }));
  return {
    id: job.id,
    state: job.state,
    fileName: job.fileName,
    rows: job.source.rows,
    columns: [...job.source.columns],
    mapping: job.mapping,
    ...(job.source.remembered ? { remembered: true } : {}),
    progress: job.progress,
    ...(job.preview ? { preview: { ...job.preview, errors: errors(job.preview.errors) } } : {}),
    ...(job.result ? { result: { ...job.result, errors: errors(job.result.errors) } } : {}),
    ...(job.issues.length > 0 ? { issues: job.issues.map((issue) => worded(ctx, issue)) } : {}),
  };
}
