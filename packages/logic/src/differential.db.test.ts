import { openTestDatabase } from '@trellis/db/testing';
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { evaluate, test as holds } from './engine.ts';
import type { Row } from './read.ts';
import { frag, join, lower, raw, sqlType, toSql } from './sql.ts';
import { generate } from './testing/generate.ts';
import { env, scope } from './testing/index.ts';
import { nastyRecord, type Random, randomOf } from './testing/nasty.ts';
import type { Checked } from './tree.ts';
import type { Env, Expr, Frag, ScopeForm, SqlTarget, Value, ValueKind } from './types.ts';

/**
 * The judge of the language: random expressions on random nasty records must come to the same value in the
 * interpreter, in the compiled closure and in PostgreSQL, oldest and newest.
 */
const SEED = 20_260_301;
const RECORDS = 40;
const EXPRESSIONS = 400;
const PER_QUERY = 20;

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

const quote = (name: string): Frag => raw(`"${name}"`);

const lines: SqlTarget = {
  column: ([key]) => frag`l.${quote(key!)}`,
  rows: () => {
    throw new Error('lines have no rows');
  },
};

const deals: SqlTarget = {
  column: ([key, next]) => (next === undefined ? frag`t.${quote(key!)}` : frag`c.${quote(next)}`),
  rows: () => ({ from: raw('line AS l'), where: raw('(l.deal = t.id)'), inner: lines }),
};

/** Text that looks the same from both sides. */
const TEXT_OF: Readonly<Partial<Record<ValueKind, (value: Frag) => Frag>>> = {
  number: (value) => frag`trim_scale(${value})::text`,
  datetime: (value) => frag`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

const columns = (form: ScopeForm): [string, string][] =>
  [...form.fields].filter(([, field]) => !field.rows).map(([key, field]) => [key, sqlType(field.type)]);

type Query = (sql: string, params?: unknown[]) => Promise<{ rows: unknown[][] }>;

async function createTable(
  query: Query,
  form: ScopeForm,
  extra: string,
  rows: readonly Row[],
): Promise<void> {
  const list = columns(form);
  await query(
    `CREATE TABLE ${form.ref} (${extra}, ${list.map(([key, type]) => `"${key}" ${type}`).join(', ')})`,
  );
  const names = [...(extra.match(/^\w+|(?<=, )\w+/g) ?? []), ...list.map(([key]) => key)];
  for (const row of rows) {
    const values = names.map((name) => {
      const type = list.find(([key]) => key === name)?.[1];
      return type === 'jsonb' && row[name] !== null ? JSON.stringify(row[name]) : row[name];
    });
    const marks = values.map((_, index) => `$${index + 1}`).join(', ');
    await query(
      `INSERT INTO ${form.ref} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${marks})`,
      values,
    );
  }
}

interface Story {
  readonly records: readonly Row[];
  readonly customers: readonly Row[];
  readonly lines: readonly Row[];
}

/** Records as the evaluator wants them, and the same as rows of tables. */
function story(random: Random): Story {
  const [customerForm, lineForm] = [scope.formOf('customer')!, scope.formOf('line')!];
  const customers = Array.from({ length: 5 }, (_, id) => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    ...nastyRecord(customerForm, random),
  }));
  const allLines: Row[] = [];
  const records = Array.from({ length: RECORDS }, (_, id): Row => {
    const own = Array.from({ length: random.below(4) }, () => ({
      deal: String(id),
      ...nastyRecord(lineForm, random),
    }));
    allLines.push(...own);
    const customer = random.chance(0.7) ? random.pick(customers) : null;
    const fields = nastyRecord(scope.form, random);
    return { id: String(id), ...fields, lines: own, customer: customer?.id ?? null, $refs: { customer } };
  });
  return { records, customers, lines: allLines };
}

interface Case {
  readonly expr: Expr;
  readonly tree: Checked;
  readonly at: Env;
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
  // A generator that mostly draws nonsense would test little of depth.
  expect(drawn).toBeLessThan(EXPRESSIONS * 2);
  return found;
}

/** The column of a case in a query: its exact value as text, and for conditions what WHERE makes of it. */
function select({ tree, at }: Case): Frag {
  const value = lower(tree, deals, at, 'value');
  const shown = (TEXT_OF[tree.type.kind] ?? ((plain) => frag`${plain}::text`))(value);
  if (tree.type.kind !== 'boolean') return shown;
  return frag`concat(coalesce(${shown}, 'null'), '/', (${lower(tree, deals, at)} IS TRUE)::text)`;
}

function expected({ tree, at }: Case, record: Row): Value {
  const value = evaluate(tree, record, at);
  expect(compile(tree)(record, at)).toEqual(value);
  return tree.type.kind === 'boolean' ? `${value}/${holds(tree, record, at)}` : value;
}

describe.each([18, 14] as const)('JS and PostgreSQL %i', (version) => {
  it('come to the same values', async () => {
    const t = await openTestDatabase({ version });
    const query: Query = (sql, params) => t.pool.query({ text: sql, values: params ?? [], rowMode: 'array' });
    try {
      const random = randomOf(SEED);
      const { records, customers, lines: rows } = story(random);
      await createTable(query, scope.form, 'id int', records);
      await createTable(query, scope.formOf('customer')!, 'id uuid', customers);
      await createTable(query, scope.formOf('line')!, 'deal int', rows);
      const all = cases(random);
      for (let start = 0; start < all.length; start += PER_QUERY) {
        const batch = all.slice(start, start + PER_QUERY);
        const statement = frag`SELECT ${join(batch.map(select), ', ')} FROM deal t LEFT JOIN customer c ON c.id = t.customer ORDER BY t.id`;
        const { sql, params } = toSql(statement);
        const result = await query(sql, params);
        for (const [index, item] of batch.entries()) {
          const js = records.map((record) => expected(item, record));
          const pg = result.rows.map((row) => row[index]);
          expect(pg, JSON.stringify({ expr: item.expr, env: item.at })).toEqual(js);
        }
      }
    } finally {
      await t.close();
    }
  });
});
