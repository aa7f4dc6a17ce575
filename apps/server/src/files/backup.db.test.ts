import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { backup, migrate, restore } from '@trellis/db';
import { openTestDatabase } from '@trellis/db/testing';
import { openFiles } from '@trellis/records/server';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../config.ts';
import { openTestServer, WORKSPACE } from '../testing/server.ts';
import { workspaceOf } from '../workspaces.ts';
import { fileContents } from './backup.ts';
import { openStore } from './store.ts';

it('a backup holds the files, and brings them back to another place', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-file-backup-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'all.trellis');
  const server = await openTestServer();
  onTestFinished(() => server.close());
  await server.setUp();
  const { config, files, keys, pool, log, catalogs } = server.services;
  const workspace = await workspaceOf(pool, WORKSPACE);
  if (!workspace) throw new Error('no workspace');
  const picture = await sharp({ create: { width: 500, height: 400, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  const large = Buffer.alloc(3_000_000, 'abc');
  const ctx = {
    pool,
    catalog: await catalogs.get(workspace),
    actor: { id: '01900000-0000-7000-8000-000000000009', departments: [], roles: [], admin: true },
    now: new Date().toISOString(),
    locale: 'zh' as const,
    cause: 'form' as const,
    keys,
    log,
  };
  const ids: string[] = [];
  for (const [name, content] of [
    ['a.png', picture],
    ['b.txt', large],
    ['c.txt', large],
  ] as const)
    ids.push((await files.upload(ctx, { name, content: Readable.from([content]) })).id);
  // Equal contents are one; the picture has a small copy.
  expect(await backup({ pool, log, contents: fileContents(config) }, { file })).toMatchObject({
    contents: 3,
  });

  const target = await openTestDatabase({ template: 'empty' });
  onTestFinished(() => target.close());
  const other = readConfig({ DATA_DIR: path.join(dir, 'other'), LOG_LEVEL: 'silent' });
  await expect(restore({ pool: target.pool, log }, { file })).rejects.toMatchObject({
    code: 'backup_invalid',
  });
  await restore({ pool: target.pool, log, contents: fileContents(other) }, { file });
  await migrate(target.pool);
  const restored = openFiles({ pool: target.pool, store: openStore(other), dir: path.join(dir, 'x'), log });
  const read = async (id: string, what: 'file' | 'thumb') =>
    buffer((await restored.content(workspace, id, what))?.content ?? Readable.from([]));
  expect((await read(ids[0] ?? '', 'file')).equals(picture)).toBe(true);
  expect((await sharp(await read(ids[0] ?? '', 'thumb')).metadata()).width).toBe(320);
  expect((await read(ids[2] ?? '', 'file')).equals(large)).toBe(true);
});
