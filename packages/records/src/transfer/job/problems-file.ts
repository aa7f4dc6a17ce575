import { AppError } from '@trellis/metadata';
import { kindOf } from '../convert/groups.ts';
import type { RowProblem } from '../convert/problems.ts';
import type { Mapping } from '../mapping/types.ts';
import { readEdited } from '../sheet/edited.ts';
import { readLines, writeLines } from '../sheet/stored.ts';
import { filePath } from './files.ts';
import type { Job } from './store.ts';

/** Characters of a cell that are told; what is longer can't be corrected in its place. */
const CUT = 200;

/** Writes down all that is wrong, with what stands in the cells; answers it so. */
export async function keepProblems(
  dir: string,
  { id, mapping }: Pick<Job, 'id' | 'mapping'>,
  problems: readonly RowProblem[],
): Promise<readonly RowProblem[]> {
  const told = await withTexts(filePath(dir, id, 'rows'), mapping, problems);
  await writeLines(filePath(dir, id, 'errors'), told);
  return told;
}

/** @param problems in the order of their rows */
async function withTexts(
  path: string,
  mapping: Mapping,
  problems: readonly RowProblem[],
): Promise<RowProblem[]> {
  const found: RowProblem[] = [];
  let next = 0;
  if (problems.length === 0) return found;
  for await (const { row, cells } of readEdited(path, { ...mapping, headerRows: 0 })) {
    for (; problems[next]?.row === row; next++) {
      const problem = problems[next] as RowProblem;
      const text = problem.column === undefined ? undefined : cells[problem.column];
      found.push(text === undefined ? problem : { ...problem, text: text.slice(0, CUT) });
    }
    if (next === problems.length) break;
  }
  return found;
}

/** All that is wrong with a job, as it was written down. */
export const problemsOf = (dir: string, id: string): AsyncIterable<RowProblem> =>
  readLines<RowProblem>(filePath(dir, id, 'errors'));

/** Errors: import_state where it has not been checked. */
export function errorsReady(job: Job): void {
  if (!job.preview && !job.result) throw new AppError('import_state');
}

/** A part of what is wrong: of a kind, of a column. */
export interface ProblemQuery {
  readonly kind?: string | undefined;
  readonly column?: number | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

const PAGE = 50;

/** A page of what is wrong, and where the next one begins. */
export async function problemPage(
  dir: string,
  id: string,
  { after = 0, limit = PAGE, ...wanted }: ProblemQuery,
): Promise<{ readonly problems: readonly RowProblem[]; readonly next: number | null }> {
  const problems: RowProblem[] = [];
  let place = 0;
  for await (const problem of problemsOf(dir, id)) {
    if (place++ < after || !isOf(problem, wanted)) continue;
    if (problems.length === limit) return { problems, next: place - 1 };
    problems.push(problem);
  }
  return { problems, next: null };
}

const isOf = (problem: RowProblem, { kind, column }: Pick<ProblemQuery, 'kind' | 'column'>): boolean =>
  (kind === undefined || kindOf(problem) === kind) && (column === undefined || problem.column === column);

/** Writes into the answers of a mapping where the mistakes stand that they are for. */
export async function withRows(dir: string, id: string, mapping: Mapping): Promise<Mapping> {
  const open = (mapping.fixes ?? []).filter(({ rows }) => rows === undefined);
  if (open.length === 0) return mapping;
  const rows = new Map(open.map((fix) => [fix, new Set<number>()]));
  for await (const problem of problemsOf(dir, id)) {
    for (const [fix, found] of rows) {
      const same = problem.column === fix.column && (fix.text === undefined || problem.text === fix.text);
      if (same && kindOf(problem) === fix.kind) found.add(problem.row);
    }
  }
  const fixes = mapping.fixes?.map((fix) => ({ ...fix, rows: fix.rows ?? [...(rows.get(fix) ?? [])] }));
  return { ...mapping, ...(fixes ? { fixes } : {}) };
}
