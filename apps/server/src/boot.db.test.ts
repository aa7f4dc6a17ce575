import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { openTestDatabase, type TestDatabase } from '@trellis/db/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type BootOptions, boot, type Running } from './boot.ts';
import { readConfig } from './config.ts';
import { describeFailure } from './failure.ts';
import { openLog } from './log.ts';

let database: TestDatabase;
let running: Running | undefined;
const dataDirs: string[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  await database.close();
  for (const dir of dataDirs) rmSync(dir, { recursive: true, force: true });
});

async function start(options: Partial<BootOptions> & { port?: number } = {}): Promise<Running> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'trellis-boot-'));
  dataDirs.push(dataDir);
  const config = readConfig({
    PORT: String(options.port ?? (await freePort())),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
  });
  running = await boot({
    config,
    log: openLog('silent'),
    progress: () => undefined,
    onLost: () => undefined,
    ...options,
  });
  return running;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('answers "not yet" until it is usable, then serves', async () => {
  const port = await freePort();
  const health = () => fetch(`http://127.0.0.1:${port}/health`);
  let early: { status: number; type: string | null } | undefined;
  const { address } = await start({
    port,
    prepare: async () => {
      const reply = await health();
      early = { status: reply.status, type: reply.headers.get('content-type') };
    },
  });
  expect(early).toEqual({ status: 503, type: 'application/problem+json; charset=utf-8' });
  expect(address).toBe(`http://127.0.0.1:${port}`);
  expect((await health()).status).toBe(200);
});

test('stopping lets a request under way finish, ends streams, and takes no new ones', async () => {
  const { address, stop, services } = await start();
  const streams = services.streams;
  let ended = false;
  streams.add(() => {
    ended = true;
  });
  // Holds the login inside the server until it is let go.
  const blocker = await database.pool.connect();
  await blocker.query('begin; lock table platform.account in access exclusive mode');
  const login = fetch(`${address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong' }),
  });
  await untilSomeoneWaits(database);
  const stopped = stop();
  await blocker.query('commit');
  blocker.release();
  expect((await login).status).toBe(401);
  const answered = Date.now();
  await stopped;
  expect(Date.now() - answered).toBeLessThan(3_000);
  expect(ended).toBe(true);
  await expect(fetch(`${address}/health`)).rejects.toThrow();
});

async function untilSomeoneWaits({ pool }: TestDatabase): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a port in use is told before anything is started', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const steps: string[] = [];
  const failure = await start({ port, progress: (text) => steps.push(text) }).catch(
    (error: unknown) => error,
  );
  expect(describeFailure(failure)).toContain(`Port ${port} is in use`);
  expect(steps).toEqual([]);
  await new Promise((resolve) => blocker.close(resolve));
});

test('a database that is newer than the program stops the start in words', async () => {
  await start();
  await running?.stop();
  await database.pool.query(
    `insert into platform.migration (number, name, checksum) values (999, '0999_later', 'x')`,
  );
  const failure = await start().catch((error: unknown) => error);
  expect(describeFailure(failure)).toMatch(/更新版本[\s\S]*newer Trellis/);
  await database.pool.query('delete from platform.migration where number = 999');
});
