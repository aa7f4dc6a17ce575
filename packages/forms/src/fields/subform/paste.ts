import type { Value } from '@trellis/logic';
import type { TextEnv } from '../../contract.ts';
import type { CompiledField } from '../../form/compile.ts';
import type { RowValue } from '../../form/rows.ts';
import { sameText } from '../../values/text.ts';

/**
 * Cells of a text as spreadsheets put it on the clipboard (tabs between cells) or save it (commas): a cell may be quoted
 * and then hold separators and line breaks. Empty lines at the end are none.
 */
export function cellsOf(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : ',';
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    lines.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++;
      endCell();
      lines.push([]);
    } else cell += char;
  }
  endCell();
  while (lines.length > 0 && lines.at(-1)?.every((one) => one === '')) lines.pop();
  return lines;
}

/** Whether a pasted text is a block of cells rather than one value. */
export const isBlock = (text: string): boolean => /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));

/** What a cell of text means in a column; a text that it can't mean stays as it is, for validation to name. */
function cellValue(field: CompiledField, text: string, env: TextEnv): Value {
  const parsed = field.type.parse(text, field.config, env);
  return parsed.ok ? parsed.value : text;
}

/**
 * The rows with a block of cells written over them from a place on, and with new rows where the block goes on.
 * @param columns those that take values, from the place on, left to right
 * @param max most rows; what is beyond is left out and counted
 */
export function writeBlock(input: {
  readonly rows: readonly RowValue[];
  readonly at: number;
  readonly columns: readonly CompiledField[];
  readonly cells: readonly (readonly string[])[];
  readonly env: TextEnv;
  readonly max: number;
  readonly blank: () => RowValue;
}): { readonly rows: readonly RowValue[]; readonly left: number } {
  const { columns, cells, env, max, blank } = input;
  const rows = [...input.rows];
  let left = 0;
  for (const [index, texts] of cells.entries()) {
    const place = input.at + index;
    if (place >= max) {
      left++;
      continue;
    }
    const row: Record<string, Value> = { ...(rows[place] ?? blank()) };
    for (const [column, text] of texts.entries()) {
      const field = columns[column];
      // Files have no text that they could be read from.
      if (field && field.kind !== 'file') row[field.key] = cellValue(field, text, env);
    }
    rows[place] = row;
  }
  return { rows, left };
}

/**
 * The columns that the cells of a table are for: by the names in its first line when at least two, or all, of them are
 * names of columns; else in order.
 */
export function matchColumns(
  columns: readonly CompiledField[],
  cells: readonly (readonly string[])[],
): { readonly columns: readonly (CompiledField | undefined)[]; readonly header: boolean } {
  const [first = []] = cells;
  const named = first.map((text) => {
    const name = sameText(text);
    return columns.find(({ meta: { label }, key }) =>
      [label.zh, label.en ?? '', key].some((one) => one !== '' && sameText(one) === name),
    );
  });
  const hits = named.filter((field) => field !== undefined).length;
  return hits >= Math.min(2, first.length) && hits > 0
    ? { columns: named, header: true }
    : { columns, header: false };
}
