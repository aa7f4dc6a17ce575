import { openTestDatabase } from '@trellis/db/testing';
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { operators } from './operators/registry.ts';
import type { Row } from './read.ts';
import { type Case, createTable, expectAgreement, type Query } from './testing/agree.ts';
import { generate } from './testing/generate.ts';
import { env, scope } from './testing/index.ts';
import { nastyRecord, type Random, randomOf } from './testing/nasty.ts';
import type { ValueKind } from './types.ts';

/**
 * The judge of the language: random expressions on random nasty records must come to the same value in the
 * interpreter, in the compiled closure and in PostgreSQL, oldest and newest.
 */
const SEED = 20_260_301;
const RECORDS = 40;
const EXPRESSIONS = 400;

const KINDS: readonly ValueKind[] = [
  'boolean',
  'boolean',
  'text',
  'number',
  'date',
  'datetime',
  'option',
  'ref',
  'time',
];
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'];

/** Records as the evaluator wants them, and the same as rows of tables. */
function story(random: Random): {
  readonly records: Row[];
  readonly customers: Row[];
  readonly lines: Row[];
} {
  const [customerForm, lineForm] = [scope.formOf('customer')!, scope.formOf('line')!];
  const customers = Array.from({ length: 5 }, (_, id) => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    ...nastyRecord(customerForm, random),
  }));
  const lines: Row[] = [];
  const records = Array.from({ length: RECORDS }, (_, id): Row => {
    const own = Array.from({ length: random.below(4) }, () => ({
      deal: String(id),
      ...nastyRecord(lineForm, random),
    }));
    lines.push(...own);
    const customer = random.chance(0.7) ? random.pick(customers) : null;
    const fields = nastyRecord(scope.form, random);
    return { id: String(id), ...fields, lines: own, customer: customer?.id ?? null, $refs: { customer } };
  });
  return { records, customers, lines };
}

function cases(random: Random): Case[] {
  const found: Case[] = [];
  let drawn = 0;
  while (found.length < EXPRESSIONS) {
    drawn += 1;
    const kind = random.pick(KINDS);
    const expr = generate(random, kind, 1 + random.below(4));
    const result = check(expr, scope, { expect: { kind } });
    const now = `20${10 + random.below(30)}-0${1 + random.below(9)}-1${random.below(10)}T1${random.below(10)}:30:00.000Z`;
    if (result.ok) found.push({ expr, tree: result.value, at: { ...env, now, tz: random.pick(ZONES) } });
  }
  // A generator that mostly draws nonsense, or never some operator, would prove little.
  expect(drawn).toBeLessThan(EXPRESSIONS * 2);
  const text = JSON.stringify(found.map(({ expr }) => expr));
  expect([...operators.keys()].filter((name) => !text.includes(`{"${name}":`))).toEqual([]);
  return found;
}

describe.each([18, 14] as const)('JS and PostgreSQL %i', (version) => {
  it('agree on random expressions', async () => {
    const t = await openTestDatabase({ version });
    const query: Query = (sql, params) => t.pool.query({ text: sql, values: params ?? [], rowMode: 'array' });
    try {
      const random = randomOf(SEED);
      const { records, customers, lines } = story(random);
      await createTable(query, scope.form, ['id', 'int'], records);
      await createTable(query, scope.formOf('customer')!, ['id', 'uuid'], customers);
      await createTable(query, scope.formOf('line')!, ['deal', 'int'], lines);
      await expectAgreement(query, cases(random), records);
    } finally {
      await t.close();
    }
  });
});
