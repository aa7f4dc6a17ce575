import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BlobStore } from '@trellis/records/server';

/** Contents in a folder of this machine: `<workspace>/<first two digits>/<hash>`. */
export function diskStore(dir: string): BlobStore {
  const placeOf = (key: string) => {
    const [workspace = '', name = ''] = key.split('/');
    return path.join(dir, workspace, name.slice(0, 2), name);
  };
  const has = (key: string) =>
    access(placeOf(key)).then(
      () => true,
      () => false,
    );
  return {
    has,
    async put(key, file) {
      if (await has(key)) return;
      const target = placeOf(key);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      // Under its name only when it is whole and on disk: a crash leaves at most a draft.
      const draft = `${target}.${randomUUID()}.part`;
      try {
        await copyFile(file, draft, constants.COPYFILE_FICLONE);
        await synced(draft, 'r+');
        await rename(draft, target);
        await synced(path.dirname(target), 'r');
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async open(key) {
      try {
        const handle = await open(placeOf(key));
        return createReadStream('', { fd: handle });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

async function synced(file: string, flags: string): Promise<void> {
  const handle = await open(file, flags).catch((error: NodeJS.ErrnoException) => {
    // Windows opens no folders; there the rename is as safe as it gets.
    if (error.code === 'EISDIR' || error.code === 'EPERM') return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } catch (error) {
    if (!['EPERM', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle?.close();
  }
}
