import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { BackupWorkspace, Frame } from './format.ts';
import { invalid } from './format.ts';

/** What a backup holds besides the database: contents that rows name, such as those of uploaded files. */
export interface BackupContents {
  /** Keys of all contents of a workspace, as the transaction of the backup sees them. */
  keys(client: Pick<pg.ClientBase, 'query'>, workspace: BackupWorkspace): Promise<readonly string[]>;
  /** Undefined where it is gone by now. */
  read(key: string): Promise<Readable | undefined>;
  /** Keeps a content; one that is there already stays. */
  write(key: string, content: Readable): Promise<void>;
}

/** A content: its key, its bytes, its length and hash. One that went meanwhile is left out. */
export async function* contentFrames(contents: BackupContents, key: string): AsyncGenerator<Frame> {
  const content = await contents.read(key);
  if (!content) return;
  yield { type: 'F', json: { key } };
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const data of content as AsyncIterable<Buffer>) {
    hash.update(data);
    bytes += data.length;
    yield { type: 'D', data };
  }
  yield { type: 'E', json: { rows: bytes, sha256: hash.digest('hex') } };
}

/** Brings a content back as its frames come; `key` is that of its first frame. */
export async function restoreContent(
  frames: AsyncGenerator<Frame>,
  contents: BackupContents,
  key: string,
  file: string,
): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  const data = async function* () {
    for (;;) {
      const { value: frame } = (await frames.next()) as IteratorResult<Frame, undefined>;
      if (frame?.type === 'E') {
        if (frame.json.rows !== bytes || frame.json.sha256 !== hash.digest('hex'))
          throw invalid(file, `the content ${key} is damaged`);
        return;
      }
      if (frame?.type !== 'D') throw invalid(file, `the content ${key} ends in the middle`);
      hash.update(frame.data);
      bytes += frame.data.length;
      yield frame.data;
    }
  };
  await contents.write(key, Readable.from(data(), { objectMode: false }));
}
