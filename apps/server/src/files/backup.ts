import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupContents } from '@trellis/db';
import { fileKeys } from '@trellis/records/server';
import type { Config } from '../config.ts';
import { openStore } from './store.ts';

/** The contents of uploaded files for a backup, and their way back, whichever store they are in. */
export function fileContents(config: Config): BackupContents {
  const store = openStore(config);
  return {
    keys: fileKeys,
    read: (key) => store.open(key),
    async write(key, content) {
      const dir = path.join(config.dataDir, 'arriving');
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const draft = path.join(dir, `${randomUUID()}.upload`);
      try {
        await pipeline(content, createWriteStream(draft, { mode: 0o600 }));
        await store.put(key, draft);
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}
