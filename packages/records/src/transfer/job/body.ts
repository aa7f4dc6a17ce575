import {
  type Contract,
  type ErrorCode,
  errorMessage,
  hasIssueText,
  type Issue,
  issueMessage,
  type ReplyOf,
} from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
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
    progress: job.progress,
    ...(job.preview ? { preview: { ...job.preview, errors: errors(job.preview.errors) } } : {}),
    ...(job.result ? { result: { ...job.result, errors: errors(job.result.errors) } } : {}),
    ...(job.issues.length > 0 ? { issues: job.issues.map((issue) => worded(ctx, issue)) } : {}),
  };
}

function worded(ctx: Ctx, issue: Issue) {
  const message = hasIssueText(issue.code)
    ? issueMessage(issue, ctx.locale)
    : errorMessage(issue.code as ErrorCode, ctx.locale, issue.params);
  return { ...issue, path: [...issue.path], message };
}
