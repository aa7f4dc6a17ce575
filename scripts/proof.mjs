/**
 * `npm run proof`: a million pairs of random expression and record, evaluated in JS (interpreter and closure) and in
 * PostgreSQL 14 and 18; 30 publishes whose process is killed at random moments, and 30 of the server as it is built; 160
 * imports, edits and undos whose process is killed; an import of 100,000 rows that is taken back. Writes what came out to
 * docs/proof.md. `npm run proof -- 200000 7` for other pairs and seed, `npm run proof -- kills [SEED]`, `… work [SEED]` and
 * `… import` for one of the later chapters alone.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { fail, ROOT, run, runNode, say } from './lib/run.mjs';
import { install } from './pnpm.mjs';

const WRITTEN = path.join(ROOT, 'docs/proof.md');
const TITLES = {
  kills: '## Killed while publishing',
  work: '## Killed while importing, editing and taking back',
  import: '## A workbook of 100,000 rows',
};
const [first = '1000000', seed = '20260301'] = process.argv.slice(2);
const only = first in TITLES ? first : undefined;
const pairs = only ? undefined : first;
const wanted = (chapter) => only === undefined || only === chapter;
if (![pairs ?? '0', seed].every((number) => /^\d+$/.test(number)))
  fail('Usage: npm run proof [-- PAIRS [SEED] | -- kills|work [SEED] | -- import]');

await install();
// Before the run: the tree may move on while it lasts.
const commit = (await run('git', ['rev-parse', '--short', 'HEAD'], { show: false })).output.trim();
const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-proof-'));
const report = path.join(folder, 'report.json');
const chapters = readChapters();
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
  chapters.pairs = page(figures, commit);
  say(`${figures.pairs} pairs, ${figures.differences} differences`);
}

if (wanted('kills')) {
  const killed = [];
  for (const [what, file] of [
    ['process', 'packages/records/src/definitions/killed.db.test.ts'],
    ['server', 'e2e/killed.e2e.ts'],
  ]) {
    say(`30 publishes, the ${what} killed at random moments`);
    if (what === 'server') await build();
    killed.push({
      what,
      ...(await figuresOf(file, { TRELLIS_PROOF_KILLS: '30', TRELLIS_PROOF_SEED: seed })),
    });
  }
  chapters.kills = killsPage(killed, commit);
}
if (wanted('work')) {
  say('160 imports, edits and undos, their process killed at random moments');
  const file = 'packages/records/src/transfer/killed.db.test.ts';
  const figures = await figuresOf(file, { TRELLIS_PROOF_KILLS: '40', TRELLIS_PROOF_SEED: seed });
  chapters.work = workPage(figures, commit);
}
if (wanted('import')) {
  say('A workbook of 100,000 rows is imported and taken back');
  const file = 'packages/records/src/transfer/scale.db.test.ts';
  chapters.import = importPage(await figuresOf(file, { TRELLIS_PROOF_ROWS: '100000' }), commit);
}
rmSync(folder, { recursive: true, force: true });
writeFileSync(WRITTEN, written(chapters));
await runNode([path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', WRITTEN]);
say('docs/proof.md');
process.exitCode = failed;

/** The chapters of the page as it stands, without their titles. */
function readChapters() {
  const [ofPairs, ...others] = readFileSync(WRITTEN, 'utf8').split(
    /^(?=## (?:Killed while|A workbook of) )/m,
  );
  const found = { pairs: ofPairs };
  for (const [name, title] of Object.entries(TITLES))
    found[name] = others.find((text) => text.startsWith(`${title}\n`))?.slice(title.length + 1);
  return found;
}

function written({ pairs: ofPairs, ...others }) {
  const parts = Object.entries(TITLES).flatMap(([name, title]) =>
    others[name] ? [`${title}\n${others[name].trimEnd()}\n`] : [],
  );
  return [`${ofPairs.trimEnd()}\n`, ...parts].join('\n');
}

/** What a test file reports of its run. */
async function figuresOf(file, env) {
  const code = await chapter(file, { ...env, TRELLIS_PROOF_REPORT: report });
  failed ||= code;
  const figures = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report);
  return figures;
}

/** Runs one test file with its settings; it writes the report. */
async function chapter(file, env) {
  const program = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { code } = await runNode([program, 'run', '--project', file.includes('.e2e.') ? 'e2e' : 'db', file], {
    env: { ...process.env, ...env },
  });
  if (!existsSync(report)) fail('The proof ended before its last page.');
  return code;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function killsPage(runs, at) {
  const rows = runs.map(
    ({ what, kills, seed: from, before, after, completed }) =>
      `| ${today()} | ${at} | ${what} | ${from} | ${kills} | ${before} | ${after} | ${completed} | 0 |`,
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

function workPage({ kills, rows, seed: from, nothing, part, all }, at) {
  return `
A server commits an import of ${rows} rows, half of which change records that it finds by a key; another one goes on with it; a third
edits many records; a fourth takes the import back. Each is killed by SIGKILL at a random moment. Of an import all must be there, and
say so, or nothing, with every record as it was; of a batch as many records as it tells. What a start does goes on with both to
their end, and when all is taken back every record is as it was before
(\`packages/records/src/transfer/killed.db.test.ts\`). \`npm test\` does it twice.

| date | commit | seed | kills | nothing written | a part, as told | all of it | half-applied or lost |
| --- | --- | --- | --- | --- | --- | --- | --- |
| ${today()} | ${at} | ${from} | ${kills} | ${nothing} | ${part} | ${all} | 0 |
`;
}

function importPage({ rows, memory, upload, preview, commit: writing, undo }, at) {
  const seconds = [upload, preview, writing, undo].map((time) => `${Math.round(time)} s`).join(' | ');
  return `
A workbook of 20 columns, written by another program, is read as an upsert on two fields: half of its rows find records and change
them, half are new, one in a hundred can't be read. It is checked, written in one transaction, reported, and taken back; then every
living record is as it was, its search tokens included (\`packages/records/src/transfer/scale.db.test.ts\`). \`npm test\` does it with 5,000 rows.

| date | commit | rows | upload | preview | commit | undo | memory of the process |
| --- | --- | --- | --- | --- | --- | --- | --- |
| ${today()} | ${at} | ${rows.toLocaleString('en-US')} | ${seconds} | ${Math.round(memory)} MiB |
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
| ${today()} | ${at} | ${versions.join(', ')} | ${from} | ${count.toLocaleString('en-US')} | ${differences} | ${Math.round(millis / 1000)} |
${list.length > 0 ? `\n## Differences\n${list.join('')}` : ''}`;
}
