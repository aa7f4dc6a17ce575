import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '@trellis/metadata';

/** How the bytes of a text file are to be read, and how many of them at its start say so. */
interface Encoding {
  readonly label: string;
  readonly mark: number;
}

/** Text of a file in pieces. Excel in China saves CSV in GBK: what is not valid UTF-8 is read as GB18030, its superset. */
export async function* readText(path: string): AsyncGenerator<string> {
  const { label, mark } = await detectEncoding(path);
  const decoder = new TextDecoder(label, { fatal: true });
  for await (const chunk of createReadStream(path, { start: mark })) {
    const text = decode(decoder, chunk as Buffer);
    // No text holds NUL: this is UTF-16 without its mark, or no text at all.
    if (text.includes('\0')) throw notText();
    yield text;
  }
  yield decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw notText(cause);
  }
}

async function detectEncoding(path: string): Promise<Encoding> {
  const marked = await byMark(path);
  if (marked) return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return { label: 'utf-8', mark: 0 };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { label: 'gb18030', mark: 0 };
  }
}

const MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

async function byMark(path: string): Promise<Encoding | undefined> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(3);
    await file.read(head, 0, 3, 0);
    const found = MARKS.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
    return found && { label: found[0], mark: found[1].length };
  } finally {
    await file.close();
  }
}

const notText = (cause?: unknown): AppError =>
  new AppError('file_unreadable', { issues: [{ path: ['file'], code: 'sheet_not_text' }], cause });
