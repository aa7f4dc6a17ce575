import { AppError, issueMessage, localText } from '@trellis/metadata';
import { findAccess } from '../../access/policy.ts';
import type { Ctx } from '../../contract.ts';
import { importFields } from '../convert/fields.ts';
import type { RowProblem } from '../convert/problems.ts';
import { csvLine, MARK } from '../export/csv-text.ts';
import { readEdited } from '../sheet/edited.ts';
import { readLines, writeLines } from '../sheet/stored.ts';
import { filePath } from './files.ts';
import type { Job } from './store.ts';

/** Adds to problems what stands in their cells. */
export async function withTexts(
  dir: string,
  job: Pick<Job, 'id' | 'mapping'>,
  problems: readonly RowProblem[],
): Promise<RowProblem[]> {
  const found: RowProblem[] = [];
  let next = 0;
  if (problems.length === 0) return found;
  for await (const { row, cells } of allRows(dir, job)) {
    for (; problems[next]?.row === row; next++) {
      const problem = problems[next] as RowProblem;
      const text = problem.column === undefined ? undefined : cells[problem.column];
      found.push(text === undefined ? problem : { ...problem, text: text.slice(0, 200) });
    }
    if (next === problems.length) break;
  }
  return found;
}

const allRows = (dir: string, { id, mapping: { edits = [] } }: Pick<Job, 'id' | 'mapping'>) =>
  readEdited(filePath(dir, id, 'rows'), { edits, headerRows: 0 });

export const writeProblems = (dir: string, id: string, problems: readonly RowProblem[]): Promise<void> =>
  writeLines(filePath(dir, id, 'errors'), problems);

/** What a problem says in the caller's language. */
export function problemText(ctx: Ctx, job: Pick<Job, 'app' | 'form'>, problem: RowProblem): string {
  const access = findAccess(ctx, `${job.app}:${job.form}`);
  const field = access && importFields(access).get(problem.field ?? '');
  const issue = { path: [], code: problem.code, ...(problem.params ? { params: problem.params } : {}) };
  return issueMessage(issue, ctx.locale, field && localText(field.meta.label, ctx.locale));
}

/** The rows with errors as they stood in the file, each with what is wrong: to be mended and imported again. */
export async function* errorLines(ctx: Ctx, dir: string, job: Job): AsyncGenerator<string> {
  const [rowTitle, errorTitle] = ctx.locale === 'en' ? ['Row', 'Errors'] : ['行号', '错误'];
  const names = job.source.columns.map(({ name }) => name);
  yield MARK + csvLine([rowTitle, ...names, errorTitle]);
  const problems = readLines<RowProblem>(filePath(dir, job.id, 'errors'));
  let next = await problems.next();
  for await (const { row, cells } of allRows(dir, job)) {
    const texts: string[] = [];
    for (; !next.done && next.value.row === row; next = await problems.next()) {
      const { field } = next.value;
      const name = names[next.value.column ?? -1];
      const text = problemText(ctx, job, next.value);
      texts.push(field !== undefined && name !== undefined ? `${name}: ${text}` : text);
    }
    if (texts.length === 0) continue;
    yield csvLine([String(row), ...names.map((_, index) => cells[index] ?? ''), texts.join('; ')]);
    if (next.done) return;
  }
}

/** Errors of a job that has been checked. Errors: import_state. */
export function errorsReady(job: Job): void {
  if (!job.preview && !job.result) throw new AppError('import_state');
}
