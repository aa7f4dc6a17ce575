import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Pool } from '@trellis/db';
import { bundled } from '@trellis/db/testing';

/** A server in a process of its own. */
interface ServerProcess {
  /** Tells it what to do; true once it has done it, false where the moment has come before. */
  works(line: string, moment?: () => boolean | Promise<boolean>): Promise<boolean>;
  /** Tells it what it ends itself at; answers with the signal by which it did. */
  dies(line: string): Promise<unknown>;
  /** Ends it by SIGKILL; answers when the database has ended its connections too. */
  kill(): Promise<void>;
}

interface At {
  readonly url: string;
  readonly pool: Pool;
  readonly dir?: string;
}

/**
 * Starts one, to be used later: until then it gets ready beside whatever else happens.
 * @param at database, and folder of the imports where it works on some
 */
export function startServer(at: At): Promise<ServerProcess> {
  const ready = start(at);
  // Nobody may ask for it any more.
  ready.catch(() => undefined);
  return ready;
}

async function start(at: At): Promise<ServerProcess> {
  const script = await bundled(fileURLToPath(new URL('./server-process.ts', import.meta.url)));
  const name = `killed-${Math.random()}`;
  const child = spawn(process.execPath, [script, at.url, at.dir ?? '', name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  const hears = async (word: string, moment: () => boolean | Promise<boolean>): Promise<boolean> => {
    while (!said.includes(word)) {
      if (child.exitCode !== null) throw new Error('the server ended by itself');
      if (await moment()) return false;
      await wait(1);
    }
    said = '';
    return true;
  };
  await hears('ready', () => false);
  return {
    works: async (line, moment = () => false) => {
      child.stdin.write(`${line}\n`);
      return hears('done', moment);
    },
    dies: async (line) => {
      child.stdin.write(`${line}\n`);
      const [, signal] = await exited;
      return signal;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      const left = 'select from pg_stat_activity where application_name = $1';
      while ((await at.pool.query(left, [name])).rowCount) await wait(5);
    },
  };
}
