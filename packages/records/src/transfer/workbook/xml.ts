/** What a cell holds. Dates are shown by the clock of the workbook: their UTC. */
export type CellValue = string | number | Date | null;

/** Characters that a cell can hold. */
const LONGEST = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of the calendar of spreadsheets, as it is from March 1900 on. */
const DAY_0 = Date.UTC(1899, 11, 30);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML can't hold
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text of an element or an attribute. Half characters become "�" with the bytes. */
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/** A row of a sheet; `styles` by column. */
export function rowXml(row: number, cells: readonly CellValue[], styles: readonly number[]): string {
  let xml = `<row r="${row}">`;
  for (const [column, value] of cells.entries())
    if (value !== null) xml += cellXml(`${columnName(column)}${row}`, value, styles[column] ?? 0);
  return `${xml}</row>`;
}

function cellXml(place: string, value: Exclude<CellValue, null>, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  if (typeof value === 'number') return `<c r="${place}"${styled}><v>${value}</v></c>`;
  if (value instanceof Date)
    return `<c r="${place}"${styled}><v>${(value.getTime() - DAY_0) / DAY_MS}</v></c>`;
  // Longer ones make the whole workbook "damaged".
  const text = value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
  // Excel reads line breaks and "_x000A_" as the same thing; an underscore of its own says that the text is meant.
  const plain = escapeXml(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\r', '&#13;');
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${plain}</t></is></c>`;
}

const names: string[] = [];

/** A, B … Z, AA … */
function columnName(index: number): string {
  let name = names[index];
  if (name === undefined) {
    name = '';
    for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
      name = String.fromCharCode(65 + (rest % 26)) + name;
    names[index] = name;
  }
  return name;
}
