import { open } from 'node:fs/promises';
import { extensionOf } from '@trellis/forms/model';
import { fileTypeFromFile } from 'file-type';

const HEAD_BYTES = 64 * 1024;
const UNKNOWN = 'application/octet-stream';

/** Older office files are all of one container; only the name says which they are. */
const CONTAINED: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  dot: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  pps: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
  vsd: 'application/vnd.visio',
  wps: 'application/vnd.wps-writer',
  et: 'application/vnd.wps-spreadsheet',
  dps: 'application/vnd.wps-presentation',
};
const TEXTS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  md: 'text/markdown',
  json: 'application/json',
  xml: 'application/xml',
  ics: 'text/calendar',
  vcf: 'text/vcard',
};

/** Media type of a local file by its content; its name only tells apart what the content can't. */
export async function sniff(path: string, name: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined);
  const extension = extensionOf(name);
  if (found?.mime === 'application/x-cfb') {
    return (Object.hasOwn(CONTAINED, extension) && CONTAINED[extension]) || 'application/x-cfb';
  }
  if (found && found.mime !== 'application/xml') return found.mime.split(';')[0] ?? UNKNOWN;
  const head = await headOf(path);
  // Text has no zeros, but for the two bytes of UTF-16 that a mark announces.
  const wide = head.length >= 2 && (head.readUInt16BE(0) === 0xfeff || head.readUInt16BE(0) === 0xfffe);
  if (!wide && head.includes(0)) return UNKNOWN;
  const start = head.toString(wide ? 'utf16le' : 'utf8').toLowerCase();
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml';
  if (/<(!doctype html|html|head|body|script|iframe)[\s>]/.test(start)) return 'text/html';
  if (found) return found.mime;
  return (Object.hasOwn(TEXTS, extension) && TEXTS[extension]) || 'text/plain';
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
