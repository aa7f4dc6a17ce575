/**
 * `npm test`: every check and test, each step with its seconds and its budget. The last line is "N passed, N failed":
 * tests one by one, and each check as one.
 * `npm test -- unit db` runs the named steps only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browserEnvironment } from './lib/browser.mjs';
import { build } from './lib/build.mjs';
import { fail, ROOT, runNode, say, seconds } from './lib/run.mjs';
import { install } from './pnpm.mjs';

/** In the order in which they run: the quickest to fail first. Budgets in seconds on two cores. */
const STEPS = [
  { name: 'biome', budget: 8, run: () => check('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']) },
  { name: 'tsc', budget: 35, run: () => check('typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']) },
  {
    name: 'imports',
    budget: 20,
    run: () =>
      check('dependency-cruiser/bin/dependency-cruise.mjs', [
        '--output-type',
        'err-long',
        'packages',
        'apps',
        'templates',
      ]),
  },
  { name: 'knip', budget: 10, run: () => check('knip/bin/knip.js', []) },
  { name: 'unit', budget: 40, run: () => vitest('unit') },
  { name: 'db', budget: 220, run: () => vitest('db') },
  { name: 'e2e', budget: 555, run: browserTests },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0)
  fail(`Unknown step: ${unknown.join(', ')}. Steps: ${STEPS.map((s) => s.name).join(', ')}`);

await install();
const results = [];
for (const step of STEPS.filter((s) => wanted.length === 0 || wanted.includes(s.name))) {
  process.stdout.write(`\n== ${step.name}\n`);
  const start = performance.now();
  const outcome = await step.run();
  results.push({ ...step, ...outcome, seconds: Number(seconds(start)) });
  summary(results.at(-1));
}

process.stdout.write('\n');
for (const result of results) summary(result);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.stdout.write(`${sum('seconds').toFixed(1)} s of ${sum('budget')} s\n`);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

function summary({ name, passed, failed, seconds: took, budget }) {
  const late = took > budget ? '  OVER BUDGET' : '';
  const state = failed > 0 ? 'FAILED' : 'ok';
  process.stdout.write(
    `${name.padEnd(8)} ${state.padEnd(6)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${took} s (budget ${budget} s)${late}\n`,
  );
}

/** A check that says yes or no. */
async function check(program, args) {
  const { code } = await runNode([path.join(ROOT, 'node_modules', program), ...args]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A vitest project; counts come from its own report. A run that dies without one is one failure. */
async function vitest(project, env = process.env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-test-'));
  const report = path.join(folder, 'report.json');
  const program = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await runNode([program, 'run', '--project', project, ...reporters], { env });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  const passed = counts?.numPassedTests ?? 0;
  const failed = counts?.numFailedTests ?? 0;
  // A file that can't load or a hook that fails makes no failed test, only the exit code tells.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** The stories in a real browser, against the product as it is built and started for people. */
async function browserTests() {
  const env = { ...process.env, ...(await browserEnvironment()) };
  say(`Chromium: ${env.TRELLIS_CHROMIUM}`);
  await build();
  return vitest('e2e', env);
}
