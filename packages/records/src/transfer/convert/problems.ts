import type { Issue } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import type { RowIssues } from '../../types.ts';
import { validateRows } from '../../write/bulk.ts';
import { OWNER, valuesIn } from './fields.ts';
import type { Progress } from './progress.ts';
import type { Reading, ReadRow } from './read.ts';

/** What is wrong in a row of the file, with the parameters of its message. */
export interface RowProblem {
  readonly row: number;
  readonly column?: number;
  readonly field?: string;
  /** What stands in the cell. */
  readonly text?: string;
  readonly code: string;
  readonly params?: Issue['params'];
}

/** Rows that could be read in full: only these may be written. */
export const readable = ({ rows }: Reading): readonly ReadRow[] =>
  rows.filter(({ issues }) => issues.length === 0);

/** What is wrong with rows that could be read, as new records. */
export async function problemsOfNew(
  ctx: Ctx,
  form: string,
  reading: Reading,
  rows: readonly ReadRow[],
  progress: Progress,
): Promise<RowProblem[]> {
  const issues = await validateRows(
    ctx,
    form,
    rows.map(({ record }) => record),
    { progress: (step, done) => progress(step, done) },
  );
  return problemsOfGood(reading, rows, issues);
}

/** Cells that could not be read. */
export const problemsOfCells = (reading: Reading): RowProblem[] =>
  reading.rows.flatMap(({ issues }) =>
    issues.map((one) => problem(reading, one.row, one.column.field, one.issue)),
  );

/** Problems of rows with unreadable cells: those, and whatever else is wrong there. */
export async function problemsOfBad(ctx: Ctx, form: string, reading: Reading): Promise<RowProblem[]> {
  const bad = reading.rows.filter(({ issues }) => issues.length > 0);
  if (bad.length === 0) return [];
  const further = await validateRows(
    ctx,
    form,
    bad.map(({ record }) => record),
  );
  return bad.flatMap((row, index) => {
    const unread = new Set(row.issues.map(({ column }) => column.field));
    const cells = row.issues.map((one) => problem(reading, one.row, one.column.field, one.issue));
    const others = (further[index] ?? []).filter(
      (issue) => !unread.has(fieldOf(issue) ?? '') && !isCreated(reading, row, issue),
    );
    return [...cells, ...others.map((issue) => problem(reading, rowOf(row, issue), fieldOf(issue), issue))];
  });
}

/** What a write or its rehearsal said of the readable rows. */
export function problemsOfGood(
  reading: Reading,
  good: readonly ReadRow[],
  issues: readonly RowIssues[],
): RowProblem[] {
  const firstRows = new Map<string, number>();
  return good.flatMap((row, index) => {
    const found = (issues[index] ?? []).filter((issue) => !isCreated(reading, row, issue));
    for (const [field, value] of Object.entries(row.record.values)) {
      if (!reading.access.form.fields.get(field)?.meta.unique || value === null) continue;
      const key = `${field} ${String(value)}`;
      const first = firstRows.get(key);
      const at = found.findIndex((issue) => issue.code === 'not_unique' && fieldOf(issue) === field);
      if (first === undefined) firstRows.set(key, row.row);
      else if (at >= 0)
        found[at] = { path: ['values', field], code: 'duplicate_in_file', params: { row: first } };
    }
    return found.map((issue) => problem(reading, rowOf(row, issue), fieldOf(issue), issue));
  });
}

export const inOrder = (problems: readonly RowProblem[]): RowProblem[] =>
  [...problems].sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1));

/** A record that the import itself is going to make does not exist yet while its rows are checked. */
function isCreated({ names, columns }: Reading, { record }: ReadRow, issue: Issue): boolean {
  if (issue.code !== 'reference_missing') return false;
  const field = fieldOf(issue);
  const column = columns.find((one) => one.field === field);
  const created = column && names.get(column)?.createdIds;
  return created !== undefined && valuesIn(record, field ?? '').some((id) => created.has(String(id)));
}

/** Paths of validateRows: ["values", field], ["values", sub-form, row, column] or ["owner"]. */
function fieldOf({ path: [where, field, , column] }: Issue): string | undefined {
  if (where === 'owner') return OWNER;
  if (where !== 'values' || field === undefined) return undefined;
  return column === undefined ? String(field) : `${field}.${column}`;
}

/** The row of the file that an issue is about: a sub-form's rows have rows of their own there. */
const rowOf = ({ row, lines }: ReadRow, { path: [, field, line] }: Issue): number =>
  (typeof line === 'number' ? lines[String(field)]?.[line] : undefined) ?? row;

function problem({ columns }: Reading, row: number, field: string | undefined, issue: Issue): RowProblem {
  const column = columns.find((one) => one.field === field)?.column;
  return {
    row,
    ...(column === undefined ? {} : { column }),
    ...(field === undefined ? {} : { field }),
    code: issue.code,
    ...(issue.params ? { params: issue.params } : {}),
  };
}
