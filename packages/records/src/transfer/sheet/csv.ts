import { pipeline, Readable } from 'node:stream';
import { AppError } from '@trellis/metadata';
import { CsvError, parse } from 'csv-parse';
import { detectDelimiter } from './delimiter.ts';
import { readText } from './encoding.ts';
import type { SheetReader } from './sheet.ts';

const SAMPLE = 64 * 1024;
/** Characters of one record: an open quote must not swallow the whole file. */
const MAX_RECORD = 2 * 1024 * 1024;

/** Rows of a CSV file in UTF-8, UTF-16 or GBK, with comma, semicolon or tab; quoted cells may hold line ends. */
export const readCsv: SheetReader = async function* (path) {
  const text = readText(path);
  let sample = '';
  while (sample.length < SAMPLE) {
    const { value, done } = await text.next();
    if (done) break;
    sample += value;
  }
  const parser = parse({
    delimiter: detectDelimiter(sample),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD,
  });
  const source = Readable.from(joined(sample, text), { objectMode: false, encoding: 'utf8' });
  // Errors reach the loop below through the parser.
  pipeline(source, parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      yield { row, cells: cells.map(unescapeFormula) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser is ahead of the rows that were taken.
    const issue = { path: ['file'], code: 'sheet_broken', params: { row: Number(error.records ?? row) + 1 } };
    throw new AppError('file_unreadable', { issues: [issue], cause: error });
  }
};

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (first !== '') yield first;
  for await (const piece of rest) if (piece !== '') yield piece;
}

/** Takes off the apostrophe that exports put before texts which a spreadsheet would take for formulas. */
export const unescapeFormula = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
