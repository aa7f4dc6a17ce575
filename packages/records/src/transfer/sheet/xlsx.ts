import { readFile } from 'node:fs/promises';
import { AppError } from '@trellis/metadata';
import { type CellValue, readXlsx, type Sheet, streamXlsxRows } from 'hucre/xlsx';
import { cellText } from './cell-text.ts';
import { unescapeFormula } from './csv.ts';
import type { SheetReader } from './sheet.ts';
import { guardZip } from './zip-guard.ts';

/** Rows that show whether a sheet holds anything, and how the numbers of its columns are meant. */
const PROBE = 50;

/** Rows of the first sheet of a workbook that has any. */
export const readXlsxRows: SheetReader = async function* (path) {
  await guardZip(path);
  const bytes = await readFile(path);
  try {
    const { sheets } = await readXlsx(bytes, { maxRows: PROBE, readStyles: true });
    const sheet = sheets.findIndex(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
    if (sheet < 0) return;
    const percent = percentColumns(sheets[sheet]);
    for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
      const cells = values.map((value: CellValue, column) =>
        typeof value === 'string' ? unescapeFormula(value) : cellText(value, percent.has(column)),
      );
      yield { row: index + 1, cells };
    }
  } catch (cause) {
    // Whatever a library says of bytes that a stranger made, the file is to blame.
    throw new AppError('file_unreadable', { cause });
  }
};

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
