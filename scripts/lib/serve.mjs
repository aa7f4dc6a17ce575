import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ROOT } from './run.mjs';

/**
 * Runs the built server in this process, with `args` as its arguments: it gets signals directly, and nothing stands
 * between it and the terminal.
 */
export async function serve(args) {
  await build();
  const main = path.join(ROOT, 'apps/server/dist/main.js');
  process.argv = [process.argv[0], main, ...args];
  await import(pathToFileURL(main).href);
}
