import type { Locale } from '@trellis/metadata';
import type { SheetRow } from '../sheet/sheet.ts';
import type { FileColumn } from './types.ts';

/** Heading of the column that a workbook of errors has beyond those of its file. */
export const REASON: Readonly<Record<Locale, string>> = { zh: '错误原因', en: 'Import errors' };

/** Whether a column only says what was wrong with an earlier import. */
export const isReason = (name: string): boolean => Object.values(REASON).includes(name.trim());

const SAMPLES = 3;
/** Rows among which the one with the names is looked for: titles and remarks may stand above it. */
const HEAD = 10;

/** How many rows stand above the data, the row of names included: the first row about as full as those after it. */
export function guessHeaderRows(rows: readonly SheetRow[]): number {
  const filled = ({ cells }: SheetRow) => cells.filter((cell) => cell.trim() !== '').length;
  const fullest = Math.max(0, ...rows.slice(0, 2 * HEAD).map(filled));
  const found = rows.slice(0, HEAD).findIndex((row) => filled(row) >= Math.max(1, fullest * 0.6));
  return Math.max(0, found) + 1;
}

/** The columns of a file: names from the last of the rows above the data, the first different values as samples. */
export function columnsOf(rows: readonly SheetRow[], headerRows: number, width: number): FileColumn[] {
  const names = headerRows > 0 ? (rows[headerRows - 1]?.cells ?? []) : [];
  const data = rows.slice(headerRows);
  return Array.from({ length: width }, (_, index) => {
    const name = names[index]?.trim() || letters(index);
    const values = valuesOf(data, index);
    return { index, name: name.slice(0, 200), samples: [...new Set(values)].slice(0, SAMPLES) };
  });
}

/** Texts of a column, without empty ones, each cut to what can be shown. */
export function valuesOf(rows: readonly SheetRow[], column: number): string[] {
  return rows.flatMap(({ cells }) => {
    const text = cells[column]?.trim() ?? '';
    return text === '' ? [] : [text.slice(0, 200)];
  });
}

/** "A" to "Z", "AA" …, as spreadsheets name columns. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
