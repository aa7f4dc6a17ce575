import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The built product, running as a person would run it: own process, own data folder, embedded database. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  /** Ends it and clears its data away. */
  stop(): Promise<void>;
  /** Ends the server at once, as a crash does; what it stored stays. */
  kill(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Password of every account that `demo` makes. */
export const DEMO_PASSWORD = 'e2e-demo-password';

/**
 * Starts the product on a free port and waits until /health says that it is usable.
 * @param options.dataDir of a product that was killed, to go on with what it stored
 */
export async function startProduct(options: { demo?: boolean; dataDir?: string } = {}): Promise<Product> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'trellis-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'apps/server/dist/main.js'), 'serve', ...(options.demo ? ['--demo'] : [])],
    {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: dataDir,
        DEMO_PASSWORD,
        LOG_LEVEL: 'warn',
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  await untilHealthy(url, child, () => output);
  return {
    url,
    dataDir,
    stop: async () => {
      await stopped(child, 'SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => stopped(child, 'SIGKILL'),
  };
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${output()}`);
    const healthy = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server did not become healthy:\n${output()}`);
}

async function stopped(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
