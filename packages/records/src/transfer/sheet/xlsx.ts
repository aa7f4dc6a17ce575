import { readFile } from 'node:fs/promises';
import { AppError } from '@trellis/metadata';
import { type CellValue, readXlsx, type Sheet, streamXlsxRows } from 'hucre/xlsx';
import { cellText } from './cell-text.ts';
import { unescapeFormula } from './csv.ts';
import type { OpenSheet, SheetRow } from './sheet.ts';
import { guardZip } from './zip-guard.ts';

/** Rows that show whether a sheet holds anything, and how the numbers of its columns are meant. */
const PROBE = 50;

/** The sheets of a workbook that hold anything, in their order. */
export async function openXlsx(path: string): Promise<readonly OpenSheet[]> {
  await guardZip(path);
  const bytes = await readFile(path);
  const { sheets } = await readXlsx(bytes, { maxRows: PROBE, readStyles: true }).catch(unreadable);
  return sheets.flatMap((sheet, index): OpenSheet[] =>
    sheet.rows.some((row) => row.some((cell) => cell !== null))
      ? [{ name: sheet.name, ...countIn(sheet), rows: () => rowsOf(bytes, index, percentColumns(sheet)) }]
      : [],
  );
}

/** Its rows, where all were looked at. */
const countIn = ({ rows }: Sheet): { readonly count?: number } =>
  rows.length < PROBE
    ? { count: rows.filter((row) => row.some((cell) => cell !== null && cell !== '')).length }
    : {};

async function* rowsOf(bytes: Buffer, sheet: number, percent: ReadonlySet<number>): AsyncGenerator<SheetRow> {
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map((value: CellValue, column) =>
        typeof value === 'string' ? unescapeFormula(value) : cellText(value, percent.has(column)),
      );
      yield { row: index + 1, cells };
    }
  } catch (cause) {
    unreadable(cause);
  }
}

/** Whatever a library says of bytes that a stranger made, the file is to blame. */
function unreadable(cause: unknown): never {
  throw new AppError('file_unreadable', { cause });
}

/** Columns whose numbers are shown as percentages: 0.25 there is 25 %. */
function percentColumns(sheet: Sheet | undefined): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const [place, cell] of sheet?.cells ?? []) {
    if (typeof cell.value === 'number' && cell.style?.numFmt?.includes('%')) {
      columns.add(Number(place.split(',')[1]));
    }
  }
  return columns;
}
