import { compile } from '../compile.ts';
import { evaluate, test as holds } from '../engine.ts';
import type { Row } from '../read.ts';
import { frag, join, lower, raw, sqlType, toSql } from '../sql.ts';
import type { Checked } from '../tree.ts';
import type { Env, Expr, Frag, ScopeForm, SqlTarget, Value, ValueKind } from '../types.ts';

/** Comparing the three executors: interpreter, closure and PostgreSQL. */

export interface Case {
  readonly expr: Expr;
  readonly tree: Checked;
  readonly at: Env;
}

/** Runs a statement and answers rows as arrays. */
export type Query = (sql: string, params?: unknown[]) => Promise<{ rows: unknown[][] }>;

const PER_QUERY = 20;

const quote = (name: string): Frag => raw(`"${name}"`);

const lines: SqlTarget = {
  column: ([key]) => frag`l.${quote(key!)}`,
  rows: () => {
    throw new Error('lines have no rows');
  },
};

const linesOf = (deal: string): ReturnType<SqlTarget['rows']> => ({
  from: raw('line AS l'),
  where: raw(`(l.deal = ${deal})`),
  inner: lines,
  order: raw('l.pos'),
});

const deals: SqlTarget = {
  column: ([key, next]) => (next === undefined ? frag`t.${quote(key!)}` : frag`c.${quote(next)}`),
  rows: () => linesOf('t.id'),
  before: {
    exists: raw('(b.id IS NOT NULL)'),
    target: {
      column: ([key, next]) => (next === undefined ? frag`b.${quote(key!)}` : frag`d.${quote(next)}`),
      rows: () => linesOf('b.id'),
    },
  },
};

const FROM = raw(
  'FROM deal t LEFT JOIN customer c ON c.id = t.customer LEFT JOIN past b ON b.id = -1 - t.id LEFT JOIN customer d ON d.id = b.customer ORDER BY t.id',
);

/** Creates the table of a form and fills it; `extra` are more columns and their types. */
export async function createTable(
  query: Query,
  name: string,
  form: ScopeForm,
  extra: Readonly<Record<string, string>>,
  rows: readonly Row[],
): Promise<void> {
  const fields = [...form.fields].filter(([, field]) => !field.rows);
  const columns = [
    ...Object.entries(extra),
    ...fields.map(([key, { type }]) => [key, sqlType(type)] as const),
  ];
  await query(`CREATE TABLE ${name} (${columns.map(([key, type]) => `"${key}" ${type}`).join(', ')})`);
  const names = new Set(columns.map(([key]) => key));
  const known = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => names.has(key))));
  await query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(null::public.${name}, $1)`, [
    JSON.stringify(known),
  ]);
}

/** Text that looks the same from both sides. */
const TEXT_OF: Readonly<Partial<Record<ValueKind, (value: Frag) => Frag>>> = {
  number: (value) => frag`trim_scale(${value})::text`,
  datetime: (value) => frag`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

/** The column of a case: its exact value as text, and of a condition also what WHERE makes of it. */
function select({ tree, at }: Case): Frag {
  const value = lower(tree, deals, at, 'value');
  const textOf = TEXT_OF[tree.type.kind] ?? ((plain: Frag) => frag`${plain}::text`);
  if (tree.type.many) {
    const items = frag`SELECT json_agg(${textOf(raw('_o.v'))} ORDER BY _o.o) FROM unnest(${value}) WITH ORDINALITY AS _o(v, o)`;
    return frag`(${items})::text`;
  }
  if (tree.type.kind !== 'boolean') return textOf(value);
  return frag`concat(coalesce(${textOf(value)}, 'null'), '/', (${lower(tree, deals, at)} IS TRUE)::text)`;
}

/** What the column must hold. A list without elements is null. */
function expected({ tree, at }: Case, record: Row): unknown {
  const value = evaluate(tree, record, at);
  if (tree.type.kind === 'boolean' && !tree.type.many) return `${value}/${holds(tree, record, at)}`;
  return Array.isArray(value) && value.length === 0 ? null : value;
}

const plain = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/** A case on which executors differ. */
export interface Difference {
  readonly expr: Expr;
  readonly at: Env;
  readonly record: string;
  readonly js: string;
  /** What the closure or PostgreSQL says instead. */
  readonly other: string;
}

/** Values of a batch of cases in JS; interpreter and closure are compared on the way. */
export interface Expectation {
  readonly cases: readonly Case[];
  /** By case, then by record. */
  readonly values: readonly (readonly string[])[];
  readonly differences: readonly Difference[];
}

export function expectationOf(cases: readonly Case[], records: readonly Row[]): Expectation {
  const differences: Difference[] = [];
  const values = cases.map((item) => {
    const { expr, tree, at } = item;
    const run = compile(tree);
    return records.map((record) => {
      const js: Value = evaluate(tree, record, at);
      const other: Value = run(record, at);
      if (js !== other && plain(js) !== plain(other))
        differences.push({ expr, at, record: plain(record), js: plain(js), other: plain(other) });
      return plain(expected(item, record));
    });
  });
  return { cases, values, differences };
}

/** Where PostgreSQL differs from the expectation; a statement that fails differs too. */
export async function differencesIn(
  query: Query,
  { cases, values }: Expectation,
  records: readonly Row[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (let start = 0; start < cases.length; start += PER_QUERY) {
    const batch = cases.slice(start, start + PER_QUERY);
    const rows = await ask(query, batch).catch(() => undefined);
    for (const [index, item] of batch.entries()) {
      const { expr, at, tree } = item;
      const column = rows?.map((row) => row[index]) ?? (await alone(query, item, records.length));
      for (const [place, js] of (values[start + index] ?? []).entries()) {
        const text = column[place] ?? null;
        const other =
          tree.type.many && typeof text === 'string' && text.startsWith('[')
            ? plain(JSON.parse(text))
            : plain(text);
        if (js !== other && (js === undefined || !sameBits(js, other, tree.type.kind)))
          found.push({ expr, at, record: plain(records[place]), js, other });
      }
    }
  }
  return found;
}

/** Lists of booleans are JSON in JS and words in SQL. */
const sameBits = (js: string, other: string, kind: ValueKind): boolean =>
  kind === 'boolean' && js === other.replaceAll('"true"', 'true').replaceAll('"false"', 'false');

async function ask(query: Query, cases: readonly Case[]): Promise<unknown[][]> {
  const { sql, params } = toSql(frag`SELECT ${join(cases.map(select), ', ')} ${FROM}`);
  return (await query(sql, params)).rows;
}

/** One case by itself, to tell which one fails. */
const alone = (query: Query, item: Case, count: number): Promise<unknown[]> =>
  ask(query, [item]).then(
    (rows) => rows.map(([value]) => value),
    (error: Error) => Array.from({ length: count }, () => `error: ${error.message}`),
  );

/** A line for each expression on which the executors differ, with the first record that shows it. */
export function linesOfDifferences(differences: readonly Difference[]): string[] {
  const first = new Map<string, string>();
  for (const { expr, at, record, js, other } of differences) {
    const text = plain(expr);
    if (first.has(text)) continue;
    first.set(text, `${text}\n  JS ${js}, other ${other} at ${at.now} ${at.tz} of ${record}`);
  }
  return [...first.values()];
}
