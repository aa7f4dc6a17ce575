import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, whatever the current directory is. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** One line of progress. */
export const say = (text) => process.stdout.write(`\u001b[2m·\u001b[0m ${text}\n`);

/** Seconds since `start` (performance.now()), one decimal. */
export const seconds = (start) => ((performance.now() - start) / 1000).toFixed(1);

/**
 * Runs a program with arguments in the repository and answers `{ code, output }`; never throws for a non-zero code.
 * `show` prints its output as it comes; the output is kept in both cases.
 */
export function run(command, args, { cwd = ROOT, env = process.env, show = true } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (target) => (chunk) => {
      output += chunk;
      if (show) target.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** Runs a JavaScript program with this very Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** Stops the script with a message for people. */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
