/** Tells Excel that the text is UTF-8. */
export const MARK = '\ufeff';

/** A line of CSV, ended. Texts that a spreadsheet would take for formulas get an apostrophe before them. */
export const csvLine = (cells: readonly (string | CsvNumber)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

/** Digits that stand as they are: "-5" is no formula. */
export interface CsvNumber {
  readonly number: string;
}

function csvCell(cell: string | CsvNumber): string {
  if (typeof cell !== 'string') return cell.number;
  const text = escapeFormula(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Undone by the import. */
export const escapeFormula = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
