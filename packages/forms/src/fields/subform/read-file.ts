import type { CellValue } from 'hucre/xlsx';

/** Larger files belong into the import of records. */
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * The first sheet of a workbook, or a text file, as a text of cells with tabs between them. The reader of workbooks is
 * loaded when one is read. Errors: anything that is neither, and files above 5 MB.
 */
export async function readTable(file: Blob): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error('too large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readWorkbook(bytes) : decode(bytes);
}

/** UTF-8, or else what Chinese Excel saves. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

async function readWorkbook(bytes: Uint8Array): Promise<string> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes, { maxRows: 1001 });
  const sheet = sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
  return (sheet?.rows ?? []).map((row) => row.map((cell) => quoted(textOf(cell))).join('\t')).join('\n');
}

function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const text = cell.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  }
  return String(cell);
}

const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
