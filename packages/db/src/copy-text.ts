/** A value of a COPY row: null, text as the column's type reads it, a flag, or a list of texts for an array column. */
export type CopyValue = null | string | number | boolean | readonly string[];

/** A row in COPY's text format. */
export const lineOf = (row: readonly CopyValue[]): string => `${row.map(copyText).join('\t')}\n`;

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escapeText(arrayText(value));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
// Most texts have nothing to escape, and looking is far cheaper than replacing.
const escapeText = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;

function arrayText(items: readonly string[]): string {
  if (items.length === 0) return '{}';
  if (!/["\\]/.test(items.join(''))) return `{"${items.join('","')}"}`;
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
