import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { sleep } from '../load/load.ts';

export interface Child {
  readonly pid: number;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

const START_MS = 60_000;

/** A port of this machine that nobody listens on: two runs at once must not measure each other's servers. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts a Node program and waits until `ready` answers 200. Its output is shown when it ends before that. */
export async function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: string,
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: string) => {
    output = (output + chunk).slice(-4000);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = Date.now() + START_MS;
  while (!(await answers(ready))) {
    if (child.exitCode === null && Date.now() < deadline) await sleep(50);
    else {
      await stop();
      throw new Error(`${args.join(' ')} did not start:\n${output}`);
    }
  }
  return { pid: child.pid ?? 0, stop };
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
