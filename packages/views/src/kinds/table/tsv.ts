/** Cells as spreadsheets exchange them: rows of texts. */
export type Block = readonly (readonly string[])[];

const NEEDS_QUOTES = /["\t\n\r]/;

/** Text between tabs and line breaks, as Excel writes it: quoted where it holds one of them itself. */
export const printTsv = (rows: Block): string =>
  rows
    .map((row) =>
      row.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\r\n');

/** The same as a table that keeps line breaks where it is pasted into a text. */
export const printHtml = (rows: Block): string =>
  `<table>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')}</table>`;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r\n', '<br>')
    .replaceAll('\n', '<br>');

/**
 * Reads what a spreadsheet put on the clipboard: quoted cells may hold tabs and line breaks. A quote inside a cell that
 * does not begin with one is a character like others, and the last line break ends the last row.
 */
export function parseTsv(text: string): Block {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    const [cell, next] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    row.push(cell);
    at = next;
    if (text[at] === '\t') {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    if (at >= text.length) return rows;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (at >= text.length) return rows;
  }
}

const END = /[\t\n\r]/g;

function plain(text: string, from: number): [string, number] {
  END.lastIndex = from;
  const end = END.exec(text)?.index ?? text.length;
  return [text.slice(from, end), end];
}

/** A cell that begins with a quote but is not closed before the next border is taken as it stands. */
function quoted(text: string, from: number): [string, number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return plain(text, from);
    cell += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    const after = text[quote + 1];
    if (after !== undefined && !/[\t\n\r]/.test(after)) return plain(text, from);
    return [cell, quote + 1];
  }
}
