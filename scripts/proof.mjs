/**
 * `npm run proof`: a million pairs of random expression and record, evaluated in JS (interpreter and closure) and in
 * PostgreSQL 14 and 18; then 30 publishes whose process is killed at random moments, and 30 of the server as it is built.
 * Writes what came out to docs/proof.md. `npm run proof -- 200000 7` for other pairs and seed, `npm run proof -- kills [SEED]` for the second
 * chapter alone.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { fail, ROOT, run, runNode, say } from './lib/run.mjs';
import { install } from './pnpm.mjs';

const WRITTEN = path.join(ROOT, 'docs/proof.md');
const KILLS_TITLE = '## Killed while publishing';
const [first = '1000000', seed = '20260301'] = process.argv.slice(2);
const pairs = first === 'kills' ? undefined : first;
if (![pairs ?? '0', seed].every((number) => /^\d+$/.test(number)))
  fail('Usage: npm run proof [-- PAIRS [SEED] | -- kills [SEED]]');

await install();
// Before the run: the tree may move on while it lasts.
const commit = (await run('git', ['rev-parse', '--short', 'HEAD'], { show: false })).output.trim();
const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-proof-'));
const report = path.join(folder, 'report.json');
const chapters = readFileSync(WRITTEN, 'utf8').split(`${KILLS_TITLE}\n`);
let [ofPairs, ofKills = ''] = chapters;
let failed = 0;

if (pairs !== undefined) {
  say(`${pairs} pairs of expression and record, seed ${seed}`);
  failed ||= await chapter('packages/logic/src/differential.db.test.ts', {
    TRELLIS_PROOF_PAIRS: pairs,
    TRELLIS_PROOF_SEED: seed,
    TRELLIS_PROOF_REPORT: report,
  });
  const figures = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  ofPairs = page(figures, commit);
  say(`${figures.pairs} pairs, ${figures.differences} differences`);
}

const killed = [];
for (const [what, file] of [
  ['process', 'packages/records/src/definitions/killed.db.test.ts'],
  ['server', 'e2e/killed.e2e.ts'],
]) {
  say(`30 publishes, the ${what} killed at random moments`);
  if (what === 'server') await build();
  failed ||= await chapter(file, {
    TRELLIS_PROOF_KILLS: '30',
    TRELLIS_PROOF_SEED: seed,
    TRELLIS_PROOF_REPORT: report,
  });
  killed.push({ what, ...JSON.parse(readFileSync(report, 'utf8')) });
  rmSync(report);
}
ofKills = killsPage(killed, commit);
rmSync(folder, { recursive: true, force: true });
writeFileSync(WRITTEN, `${ofPairs.trimEnd()}\n\n${KILLS_TITLE}\n${ofKills}`);
await runNode([path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', WRITTEN]);
say('docs/proof.md');
process.exitCode = failed;

/** Runs one test file with its settings; it writes the report. */
async function chapter(file, env) {
  const program = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { code } = await runNode([program, 'run', '--project', file.includes('.e2e.') ? 'e2e' : 'db', file], {
    env: { ...process.env, ...env },
  });
  if (!existsSync(report)) fail('The proof ended before its last page.');
  return code;
}

function killsPage(runs, at) {
  const day = new Date().toISOString().slice(0, 10);
  const rows = runs.map(
    ({ what, kills, seed: from, before, after, completed }) =>
      `| ${day} | ${at} | ${what} | ${from} | ${kills} | ${before} | ${after} | ${completed} | 0 |`,
  );
  const [values, records] = runs.map((one) => one.records.toLocaleString('en-US'));
  return `
A process publishes a change of an app again and again: types of fields (with ${values} values to
convert), columns, unique and other indexes, options, columns of a sub-form, new forms. Each time it is killed by SIGKILL: two
in three at a random moment, the third as soon as the new definitions are there. After what a start does (\`checkStorage\`) every
form must be usable (read, made, changed), all forms of the app old or all new, no value lost, no index left half-built
(\`packages/records/src/definitions/killed.db.test.ts\`). Then the server as it is built, asked over HTTP to publish a form with
${records} records, is killed in the same way, started again, and used (\`e2e/killed.e2e.ts\`). \`npm test\` does both a few times.

| date | commit | killed | seed | publishes | old afterwards | new afterwards | killed after the end | forms unusable or mixed |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function page({ versions, seed: from, pairs: count, differences, found, millis }, at) {
  const list = found.slice(0, 20).map((line) => `\n\`\`\`\n${line.replaceAll('```', '')}\n\`\`\`\n`);
  return `# Proof: JS and PostgreSQL say the same

One expression language, three executors: json-logic-js on rewritten trees, our closures, and SQL. A generator draws
expressions from the signatures of the operators (every operator with every kind of value, then as they fall, up to four
levels deep, also with the switch "empty as 0"), and records of nasty values: null, empty lists, numbers of 38 digits, the
first and last day, hours that clocks skip or repeat in Shanghai (1986–1991), Berlin and New York, emoji and characters of
four bytes, letters whose case differs between systems. Most records know what they were before a change. For every
pair of expression and record the three must come to the same value, conditions also to the same answer in WHERE; an error
of PostgreSQL counts as a difference.

\`npm run proof\` (\`scripts/proof.mjs\`) asks for a million pairs and writes this page; \`npm test\` asks for 24,000 with a
fixed seed. Beside that \`packages/logic/src/pairs.db.test.ts\` lets every nasty value meet every other in the operators that
compare, search, reckon and count days.

## The last run

| date | commit | PostgreSQL | seed | pairs on each | differences | seconds |
| --- | --- | --- | --- | --- | --- | --- |
| ${new Date().toISOString().slice(0, 10)} | ${at} | ${versions.join(', ')} | ${from} | ${count.toLocaleString('en-US')} | ${differences} | ${Math.round(millis / 1000)} |
${list.length > 0 ? `\n## Differences\n${list.join('')}` : ''}`;
}
