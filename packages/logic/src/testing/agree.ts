import { expect } from 'vitest';
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

const deals: SqlTarget = {
  column: ([key, next]) => (next === undefined ? frag`t.${quote(key!)}` : frag`c.${quote(next)}`),
  rows: () => ({ from: raw('line AS l'), where: raw('(l.deal = t.id)'), inner: lines }),
};

/** Creates the table of a form and fills it; `extra` is one more column. */
export async function createTable(
  query: Query,
  form: ScopeForm,
  [extra, extraType]: readonly [name: string, type: string],
  rows: readonly Row[],
): Promise<void> {
  const fields = [...form.fields].filter(([, field]) => !field.rows);
  const columns = [
    [extra, extraType] as const,
    ...fields.map(([key, { type }]) => [key, sqlType(type)] as const),
  ];
  await query(`CREATE TABLE ${form.ref} (${columns.map(([key, type]) => `"${key}" ${type}`).join(', ')})`);
  const names = new Set(columns.map(([key]) => key));
  const known = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => names.has(key))));
  await query(
    `INSERT INTO ${form.ref} SELECT * FROM jsonb_populate_recordset(null::public.${form.ref}, $1)`,
    [JSON.stringify(known)],
  );
}

/** Text that looks the same from both sides. */
const TEXT_OF: Readonly<Partial<Record<ValueKind, (value: Frag) => Frag>>> = {
  number: (value) => frag`trim_scale(${value})::text`,
  datetime: (value) => frag`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

/** The column of a case: its exact value as text, and of a condition also what WHERE makes of it. */
function select({ tree, at }: Case): Frag {
  const value = lower(tree, deals, at, 'value');
  const shown = (TEXT_OF[tree.type.kind] ?? ((plain: Frag) => frag`${plain}::text`))(value);
  if (tree.type.kind !== 'boolean') return shown;
  return frag`concat(coalesce(${shown}, 'null'), '/', (${lower(tree, deals, at)} IS TRUE)::text)`;
}

function expected({ tree, at }: Case, run: ReturnType<typeof compile>, record: Row): Value {
  const value = evaluate(tree, record, at);
  expect(run(record, at)).toEqual(value);
  return tree.type.kind === 'boolean' ? `${value}/${holds(tree, record, at)}` : value;
}

/** Every case must come to the same value for every record, which table `deal` holds in the order of `id`. */
export async function expectAgreement(
  query: Query,
  cases: readonly Case[],
  records: readonly Row[],
): Promise<void> {
  for (let start = 0; start < cases.length; start += PER_QUERY) {
    const batch = cases.slice(start, start + PER_QUERY);
    const from = raw('FROM deal t LEFT JOIN customer c ON c.id = t.customer ORDER BY t.id');
    const { sql, params } = toSql(frag`SELECT ${join(batch.map(select), ', ')} ${from}`);
    const { rows } = await query(sql, params);
    for (const [index, item] of batch.entries()) {
      const run = compile(item.tree);
      const inJs = records.map((record) => expected(item, run, record));
      const inSql = rows.map((row) => row[index]);
      expect(inSql, JSON.stringify({ expr: item.expr, env: item.at })).toEqual(inJs);
    }
  }
}
