import type { Contract, ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { worded } from '../../words.ts';
import type { ProblemGroup } from '../convert/groups.ts';
import type { RowProblem } from '../convert/problems.ts';
import { openProblemTexts } from './problem-text.ts';
import type { Job } from './store.ts';

export type ImportBody = ReplyOf<Contract['getImport']>;
export type ProblemPage = ReplyOf<Contract['importProblems']>;

/** A job as the contract has it, with its texts in the caller's language. */
export function bodyOf(ctx: Ctx, job: Job): ImportBody {
  const textOf = openProblemTexts(ctx, job);
  const told = <
    T extends { readonly errors: readonly RowProblem[]; readonly groups?: readonly ProblemGroup[] },
  >({
    errors,
    groups,
    ...rest
  }: T) => ({
    ...rest,
    errors: errorsOf(ctx, job, errors),
    ...(groups
      ? {
          groups: groups.map(({ params, code, texts, ...group }) => ({
            ...group,
            texts: [...texts],
            message: textOf({ ...group, code, params }),
          })),
        }
      : {}),
  });
  return {
    id: job.id,
    state: job.state,
    fileName: job.fileName,
    rows: job.source.rows,
    columns: [...job.source.columns],
    mapping: job.mapping,
    ...(job.source.remembered ? { remembered: true } : {}),
    ...(job.source.sheets ? { sheets: [...job.source.sheets], sheet: job.source.sheet ?? 0 } : {}),
    progress: job.progress,
    ...(job.preview ? { preview: told(job.preview) } : {}),
    ...(job.result ? { result: told(job.result) } : {}),
    ...(job.issues.length > 0 ? { issues: job.issues.map((issue) => worded(ctx, issue)) } : {}),
  };
}

/** What is wrong, in words. */
export function errorsOf(ctx: Ctx, job: Job, problems: readonly RowProblem[]): ProblemPage['errors'] {
  const textOf = openProblemTexts(ctx, job);
  return problems.map((problem) => {
    const { params: _, ...rest } = problem;
    return { ...rest, message: textOf(problem) };
  });
}
