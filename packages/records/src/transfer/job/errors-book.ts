import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type Cell, type CellStyle, type WriteSheet, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import type { Ctx } from '../../contract.ts';
import type { RowProblem } from '../convert/problems.ts';
import { escapeFormula } from '../export/csv-text.ts';
import { isReason, REASON } from '../mapping/columns.ts';
import { readEdited } from '../sheet/edited.ts';
import { recordsIn } from '../sheet/grouping.ts';
import { filePath } from './files.ts';
import { openProblemTexts } from './problem-text.ts';
import { problemsOf } from './problems-file.ts';
import type { Job } from './store.ts';

/** Rows with marked cells; marks are held in memory, a longer workbook has none. */
const MOST_MARKED = 20_000;
const WIDTH = 18;

const HEAD: CellStyle = { font: { bold: true } };
const BAD: CellStyle = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } },
  font: { color: { rgb: '9C0006' } },
};

/** A row of the file, and what is wrong with it. */
interface BadRow {
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
}

/**
 * The records with errors as they stood in the file, in its own columns, with the reasons at the end of each row and at
 * the cells: to be mended and imported again.
 */
export async function errorsBook(ctx: Ctx, dir: string, job: Job): Promise<Readable> {
  const columns = job.source.columns.filter(({ name }) => !isReason(name));
  const reason = REASON[ctx.locale];
  const textOf = openProblemTexts(ctx, job);
  const line = ({ cells, problems }: BadRow) => [
    ...columns.map(({ index }) => escapeFormula(cells[index] ?? '')),
    problems
      .map((problem) => {
        const name = columns.find(({ index }) => index === problem.column)?.name;
        return name === undefined ? textOf(problem) : `${name}: ${textOf(problem)}`;
      })
      .join('; '),
  ];
  const head = [...columns.map(({ name }) => escapeFormula(name)), reason];
  const layout: Pick<WriteSheet, 'freezePane' | 'columns'> & { readonly name: string } = {
    name: reason,
    freezePane: { rows: 1 },
    columns: head.map((_, index) => ({ width: index === columns.length ? 3 * WIDTH : WIDTH })),
  };
  const rows = badRows(dir, job);
  const first: BadRow[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    first.push(next.value);
    if (first.length <= MOST_MARKED) continue;
    const all = async function* () {
      yield head;
      for (const row of first) yield line(row);
      for await (const row of rows) yield line(row);
    };
    return Readable.fromWeb(writeXlsxStream(all(), layout) as ReadableStream<Uint8Array>);
  }
  const cells = new Map<string, Partial<Cell>>(head.map((_, at) => [`0,${at}`, { style: HEAD }]));
  for (const [at, { problems }] of first.entries()) {
    for (const problem of problems) {
      const column = columns.findIndex(({ index }) => index === problem.column);
      const place = `${at + 1},${column}`;
      const before = cells.get(place)?.comment?.text;
      const text = [...(before === undefined ? [] : [before]), textOf(problem)].join('\n');
      if (column >= 0) cells.set(place, { style: BAD, comment: { text } });
    }
  }
  const sheet: WriteSheet = { ...layout, rows: [head, ...first.map(line)], cells };
  return Readable.from([await writeXlsx({ sheets: [sheet] })]);
}

/** Every row of the records that something is wrong with: the rows of one record belong together. */
async function* badRows(dir: string, { id, mapping }: Job): AsyncGenerator<BadRow> {
  const problems = problemsOf(dir, id)[Symbol.asyncIterator]();
  let next = await problems.next();
  const rows = readEdited(filePath(dir, id, 'rows'), mapping);
  for await (const record of recordsIn(rows, mapping.columns)) {
    const lines: { cells: readonly string[]; problems: RowProblem[] }[] = [];
    for (const { row, cells } of record) {
      const found: RowProblem[] = [];
      for (; !next.done && next.value.row === row; next = await problems.next()) found.push(next.value);
      lines.push({ cells, problems: found });
    }
    if (lines.some((line) => line.problems.length > 0)) yield* lines;
    if (next.done) return;
  }
}
