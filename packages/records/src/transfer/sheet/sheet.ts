import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '@trellis/metadata';
import { readCsv } from './csv.ts';
import { openXlsx } from './xlsx.ts';

/** A row of a spreadsheet that is not empty. */
export interface SheetRow {
  /** As people count: from 1, empty rows included. */
  readonly row: number;
  /** Text of each cell; no empty ones at the end. */
  readonly cells: readonly string[];
}

/**
 * Rows of a file of a kind: all that the rest knows of CSV and xlsx and their libraries.
 * Errors: file_unreadable, file_unsafe.
 */
export type SheetReader = (path: string) => AsyncIterable<SheetRow>;

/** One of the sheets of a file. */
export interface OpenSheet {
  readonly name: string;
  /** How many rows it has, where that is known without reading it: of a short sheet. */
  readonly count?: number;
  rows(): AsyncIterable<SheetRow>;
}

const MAX_ROWS = 100_000;
/** Rows after which other requests get their turn. */
const PAUSE = 500;
const MAX_COLUMNS = 200;
/** Characters of one cell; spreadsheets hold 32,767. */
const MAX_CELL = 100_000;

/**
 * The sheets of a file that hold anything, told by its first bytes whatever its name; text is one of them.
 * Errors: file_unreadable, file_unsafe.
 */
export async function openSheets(path: string, fileName: string): Promise<readonly OpenSheet[]> {
  const sheets: readonly OpenSheet[] = (await isWorkbook(path))
    ? await openXlsx(path)
    : [{ name: fileName.replace(/\.[^.]*$/, ''), rows: () => readCsv(path) }];
  return sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: () => bounded(rows()) }));
}

/** Rows without empty ones, within what can be handled. */
async function* bounded(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const { row, cells } of rows) {
    const kept = withoutEmptyEnd(cells);
    if (kept.length === 0) continue;
    if (++count > MAX_ROWS + 1) throw unreadable('sheet_too_many_rows', { max: MAX_ROWS });
    if (kept.length > MAX_COLUMNS) throw unreadable('sheet_too_many_columns', { max: MAX_COLUMNS });
    if (kept.some((cell) => cell.length > MAX_CELL)) throw unreadable('sheet_cell_too_long', { row });
    yield { row, cells: kept };
    if (count % PAUSE === 0) await setImmediate();
  }
}

async function isWorkbook(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(8);
    const { bytesRead } = await file.read(head, 0, 8, 0);
    if (bytesRead === 0) throw unreadable('sheet_empty');
    if (head.subarray(0, 4).equals(ZIP)) return true;
    // The container of .xls and of encrypted workbooks.
    if (head.equals(OLE)) throw unreadable('sheet_old_excel');
    return false;
  } finally {
    await file.close();
  }
}

const ZIP = Buffer.from('504b0304', 'hex');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--;
  return length === cells.length ? cells : cells.slice(0, length);
}

const unreadable = (code: string, params: Record<string, number> = {}): AppError =>
  new AppError('file_unreadable', { issues: [{ path: ['file'], code, params }] });
