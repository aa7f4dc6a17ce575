import { writeFileSync } from 'node:fs';
import { openTestDatabase } from '@trellis/db/testing';
import { describe, expect, it } from 'vitest';
import { type Difference, differencesIn, expectationOf, type Query } from './testing/agree.ts';
import { anyExpression, everyOperator } from './testing/cases.ts';
import { randomOf } from './testing/nasty.ts';
import { storyOf, tellStory } from './testing/story.ts';

/**
 * The judge of the language: random expressions on random nasty records must come to the same value in the
 * interpreter, in the compiled closure and in PostgreSQL, oldest and newest. Each operator comes with each kind of
 * value, then expressions as they fall. `npm run proof` asks for a million pairs of expression and record.
 */
const SEED = Number(process.env.TRELLIS_PROOF_SEED ?? 20_260_301);
const PAIRS = Number(process.env.TRELLIS_PROOF_PAIRS ?? 24_000);
const REPORT = process.env.TRELLIS_PROOF_REPORT;
const RECORDS = 40;
/** Most expressions of one chapter, which has records of its own. */
const CHAPTER = 500;
const HOUR = 3_600_000;

interface Figures {
  pairs: number;
  readonly differences: Difference[];
}

async function prove(version: 14 | 18): Promise<Figures> {
  const figures: Figures = { pairs: 0, differences: [] };
  const random = randomOf(SEED);
  while (figures.pairs < PAIRS) {
    const t = await openTestDatabase({ version });
    const query: Query = (sql, params) => t.pool.query({ text: sql, values: params ?? [], rowMode: 'array' });
    try {
      const story = storyOf(random, RECORDS);
      await tellStory(query, story);
      const every = everyOperator(random);
      const left = Math.ceil((PAIRS - figures.pairs) / RECORDS) - every.length;
      const others = Math.max(0, Math.min(left, CHAPTER - every.length));
      const cases = [...every, ...Array.from({ length: others }, () => anyExpression(random))];
      const expectation = expectationOf(cases, story.records);
      figures.differences.push(
        ...expectation.differences,
        ...(await differencesIn(query, expectation, story.records)),
      );
      figures.pairs += cases.length * RECORDS;
    } finally {
      await t.close();
    }
    if (REPORT) {
      const { pairs, differences } = figures;
      process.stderr.write(`PostgreSQL ${version}: ${pairs} pairs, ${differences.length} differences\n`);
      writeFileSync(`${REPORT}.${version}`, JSON.stringify({ version, seed: SEED, ...figures }));
    }
  }
  return figures;
}

describe.each([18, 14] as const)('JS and PostgreSQL %i', (version) => {
  it('agree on random expressions', { timeout: HOUR }, async () => {
    const { pairs, differences } = await prove(version);
    expect(differences.slice(0, 5)).toEqual([]);
    expect(pairs).toBeGreaterThanOrEqual(PAIRS);
  });
});
