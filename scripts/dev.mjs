/** `npm run dev`: the server restarts and the page updates as files change. Arguments go to the server. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT, say } from './lib/run.mjs';
import { install } from './pnpm.mjs';

await install();

const apps = path.join(ROOT, 'apps');
const programs = [
  {
    cwd: ROOT,
    args: [
      path.join(apps, 'server/node_modules/tsx/dist/cli.mjs'),
      'watch',
      '--clear-screen=false',
      path.join(apps, 'server/src/main.ts'),
      'serve',
      ...process.argv.slice(2),
    ],
  },
  { cwd: path.join(apps, 'web'), args: [path.join(apps, 'web/node_modules/vite/bin/vite.js')] },
];
// Where the pages' requests go, also when PORT says otherwise.
const env = { TRELLIS_SERVER: `http://127.0.0.1:${process.env.PORT || 3000}`, ...process.env };
const children = programs.map(({ cwd, args }) =>
  spawn(process.execPath, args, { cwd, env, stdio: 'inherit' }),
);

let stopping = false;
/** Ends all programs together and waits for the server to close its database. */
function stop(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
}
for (const child of children) child.on('exit', (code) => stop(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
say('开发模式 Watch mode: open the address that Vite prints; /api goes to the server.');
