import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, runNode } from './run.mjs';

/** Runs the npm that comes with Node, without questions and without its settings leaving out build tools. */
export function npm(args, options = {}) {
  // CI: never asks.
  const env = { ...process.env, CI: 'true' };
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  const program = npmProgram();
  return program ? runNode([program, ...args], { ...options, env }) : run('npm', args, { ...options, env });
}

/** npm's own script: the running one, or the one beside Node. Avoids `npm.cmd`, which needs a shell. */
function npmProgram() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
}
