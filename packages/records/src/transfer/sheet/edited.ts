import type { Mapping } from '../mapping/types.ts';
import type { SheetRow } from './sheet.ts';
import { readStored } from './stored.ts';

/** Rows of an uploaded file as people corrected them, after those above the data. */
export async function* readEdited(
  path: string,
  { edits = [], headerRows = 1 }: Pick<Mapping, 'edits' | 'headerRows'>,
): AsyncGenerator<SheetRow> {
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, column, text } of edits) {
    const cells = byRow.get(row) ?? new Map<number, string>();
    byRow.set(row, cells.set(column, text));
  }
  for await (const { row, cells } of readStored(path, headerRows)) {
    const corrected = byRow.get(row);
    yield { row, cells: corrected ? withTexts(cells, corrected) : cells };
  }
}

/** Rows end where they hold nothing more; a corrected cell may lie beyond. */
function withTexts(cells: readonly string[], corrected: ReadonlyMap<number, string>): readonly string[] {
  const width = Math.max(cells.length, ...[...corrected.keys()].map((column) => column + 1));
  return Array.from({ length: width }, (_, column) => corrected.get(column) ?? cells[column] ?? '');
}
