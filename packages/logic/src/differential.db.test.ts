import { writeFileSync } from 'node:fs';
import { openTestDatabase, type PgVersion, pgVersions } from '@trellis/db/testing';
import { expect, it } from 'vitest';
import {
  type Difference,
  differencesIn,
  expectationOf,
  linesOfDifferences,
  type Query,
} from './testing/agree.ts';
import { anyExpression, everyOperator } from './testing/cases.ts';
import { randomOf } from './testing/nasty.ts';
import { type Story, storyOf, tellStory } from './testing/story.ts';

/**
 * The judge of the language: random expressions on random nasty records must come to the same value in the
 * interpreter, in the compiled closure and in PostgreSQL, oldest and newest. Each operator comes with each kind of
 * value, then expressions as they fall. `npm run proof` asks for a million pairs of expression and record.
 */
const { TRELLIS_PROOF_PAIRS, TRELLIS_PROOF_SEED, TRELLIS_PROOF_REPORT } = process.env;
const SEED = Number(TRELLIS_PROOF_SEED ?? 20_260_301);
const PAIRS = Number(TRELLIS_PROOF_PAIRS ?? 24_000);
const RECORDS = TRELLIS_PROOF_PAIRS ? 100 : 40;
/** Expressions of a chapter at most; each has records of its own. */
const CHAPTER = 1000;
const LONG = 3 * 3_600_000;

it('JS and PostgreSQL agree on random expressions', { timeout: LONG }, async () => {
  const random = randomOf(SEED);
  const start = performance.now();
  const differences: Difference[] = [];
  let pairs = 0;
  while (pairs < PAIRS) {
    const story = storyOf(random, RECORDS);
    const every = everyOperator(random);
    const wanted = Math.min(CHAPTER, Math.ceil((PAIRS - pairs) / RECORDS));
    const others = Array.from({ length: Math.max(0, wanted - every.length) }, () => anyExpression(random));
    const expectation = expectationOf([...every, ...others], story.records);
    const found = await Promise.all(
      pgVersions.map((version) =>
        tell(version, story, (query) => differencesIn(query, expectation, story.records)),
      ),
    );
    differences.push(...expectation.differences, ...found.flat());
    pairs += expectation.cases.length * RECORDS;
    if (TRELLIS_PROOF_REPORT) report(TRELLIS_PROOF_REPORT, pairs, differences, performance.now() - start);
  }
  expect(linesOfDifferences(differences).slice(0, 5)).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(PAIRS);
});

async function tell<T>(version: PgVersion, story: Story, ask: (query: Query) => Promise<T>): Promise<T> {
  const t = await openTestDatabase({ version });
  const query: Query = (sql, params) => t.pool.query({ text: sql, values: params ?? [], rowMode: 'array' });
  try {
    await tellStory(query, story);
    return await ask(query);
  } finally {
    await t.close();
  }
}

/** For `scripts/proof.mjs`: what is known so far. */
function report(file: string, pairs: number, differences: readonly Difference[], millis: number): void {
  const found = linesOfDifferences(differences);
  const figures = { versions: pgVersions, seed: SEED, pairs, differences: differences.length, found, millis };
  writeFileSync(file, JSON.stringify(figures));
  process.stderr.write(`${pairs} pairs, ${differences.length} differences, ${Math.round(millis / 1000)} s\n`);
}
