import type { Mapping } from '../mapping/types.ts';
import type { SheetRow } from './sheet.ts';
import { readStored } from './stored.ts';

type Corrections = Pick<Mapping, 'edits' | 'fixes' | 'headerRows'>;

/** Rows of an uploaded file as people corrected them, after those above the data and without those left out. */
export async function* readEdited(path: string, mapping: Corrections): AsyncGenerator<SheetRow> {
  const left = leftOut(mapping);
  const byRow = correctedCells(mapping);
  for await (const { row, cells } of readStored(path, mapping.headerRows ?? 1)) {
    if (left.has(row)) continue;
    const corrected = byRow.get(row);
    yield { row, cells: corrected ? withTexts(cells, corrected) : cells };
  }
}

/** Rows that shall not be imported. */
export const leftOut = ({ fixes = [] }: Pick<Mapping, 'fixes'>): ReadonlySet<number> =>
  new Set(fixes.flatMap(({ instead, rows }) => (instead === undefined ? (rows ?? []) : [])));

/** Texts to read instead, by row and column: the last word of each cell, that of the cell itself before all. */
function correctedCells({
  edits = [],
  fixes = [],
}: Corrections): ReadonlyMap<number, ReadonlyMap<number, string>> {
  const byRow = new Map<number, Map<number, string>>();
  const put = (row: number, column: number, text: string) => {
    const cells = byRow.get(row) ?? new Map<number, string>();
    byRow.set(row, cells.set(column, text));
  };
  for (const { column, instead, rows = [] } of fixes) {
    if (column !== undefined && instead !== undefined) for (const row of rows) put(row, column, instead);
  }
  for (const { row, column, text } of edits) put(row, column, text);
  return byRow;
}

/** Rows end where they hold nothing more; a corrected cell may lie beyond. */
function withTexts(cells: readonly string[], corrected: ReadonlyMap<number, string>): readonly string[] {
  const width = Math.max(cells.length, ...[...corrected.keys()].map((column) => column + 1));
  return Array.from({ length: width }, (_, column) => corrected.get(column) ?? cells[column] ?? '');
}
