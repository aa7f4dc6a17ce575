import { columnIn } from '../convert/fields.ts';
import type { ColumnMapping } from '../mapping/types.ts';
import type { SheetRow } from './sheet.ts';

/**
 * Which rows of a file with columns of a sub-form go on with the record before them: those that fill such a column and
 * leave the record's own cells empty, or repeat them.
 */
export function grouping(columns: readonly Pick<ColumnMapping, 'column' | 'field'>[]): {
  goesOn(cells: readonly string[]): boolean;
} {
  const text =
    (cells: readonly string[]) =>
    ({ column }: Pick<ColumnMapping, 'column'>) =>
      (cells[column] ?? '').trim();
  const own = columns.filter(({ field }) => !columnIn(field));
  const ofRows = columns.filter(({ field }) => columnIn(field));
  let before: string | undefined;
  return {
    goesOn(cells) {
      const texts = own.map(text(cells));
      const [key, filled] = [texts.join('\0'), ofRows.some((column) => text(cells)(column) !== '')];
      const same = filled && before !== undefined && (key === before || texts.every((one) => one === ''));
      if (!same) before = filled ? key : undefined;
      return same;
    },
  };
}

/** Rows of a file, those of one record together. */
export async function* recordsIn(
  rows: AsyncIterable<SheetRow>,
  columns: Parameters<typeof grouping>[0],
): AsyncGenerator<readonly SheetRow[]> {
  const group = grouping(columns);
  let record: SheetRow[] = [];
  for await (const row of rows) {
    if (group.goesOn(row.cells)) record.push(row);
    else {
      if (record.length > 0) yield record;
      record = [row];
    }
  }
  if (record.length > 0) yield record;
}
