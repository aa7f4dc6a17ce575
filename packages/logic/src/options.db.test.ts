import { openTestDatabase } from '@trellis/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from './check.ts';
import { evaluate } from './engine.ts';
import { frag, lower, raw, toSql } from './sql.ts';
import { env } from './testing/index.ts';
import { scope } from './testing/options.ts';
import type { Expr, SqlTarget } from './types.ts';

/** Labels of options are plain operators: still, what people read is compared once with what PostgreSQL makes of it. */

let db: Awaited<ReturnType<typeof openTestDatabase>>;

beforeAll(async () => {
  db = await openTestDatabase();
  await db.pool.query(`
    create table deal (id int, name text, grade text, other text, tags text[]);
    create table line (deal int, pos int, grade text);
    insert into deal values (0, 'x', 'a', null, '{vip,gone}'), (1, 'x', null, 'a', '{}'), (2, 'y', 'z', 'b', null), (3, 'x', 'b', 'a', '{old,vip}');
    insert into line values (0, 0, 'b'), (0, 1, null), (0, 2, 'a'), (3, 0, 'z')`);
});
afterAll(() => db.close());

const target: SqlTarget = {
  column: ([key]) => raw(`d.${key}`),
  rows: () => ({
    from: raw('line AS l'),
    where: raw('(l.deal = d.id)'),
    inner: {
      column: ([key]) => raw(`l.${key}`),
      rows: () => {
        throw new Error('lines have no rows');
      },
    },
    order: raw('l.pos'),
  }),
};

it.each<Expr>([
  { concat: [{ var: 'grade' }, '-', { var: 'other' }] },
  { join: [{ var: 'tags' }, '、'] },
  { join: [{ var: 'lines.grade' }, '、'] },
  { concat: [{ if: [{ '==': [{ var: 'name' }, 'x'] }, { var: 'grade' }, 'b'] }, '!'] },
  { concat: [{ coalesce: [{ var: 'other' }, { var: 'grade' }] }] },
  { concat: [{ first: [{ var: 'lines.grade' }] }] },
  { left: [{ item: [{ var: 'tags' }, 2] }, 2] },
  { contains: [{ var: 'grade' }, 'b'] },
])('%j is the same in both', async (expr) => {
  const result = check(expr, scope);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { sql, params } = toSql(
    frag`SELECT ${lower(result.value, target, env, 'value')} FROM deal AS d ORDER BY d.id`,
  );
  const { rows } = await db.pool.query({ text: sql, values: params, rowMode: 'array' });
  const lines = [[{ grade: 'b' }, { grade: null }, { grade: 'a' }], [], [], [{ grade: 'z' }]];
  const deals = await db.pool.query('select name, grade, other, tags from deal order by id');
  const expected = deals.rows.map((row, index) =>
    evaluate(result.value, { ...row, lines: lines[index] }, env),
  );
  expect(rows.map(([value]) => value)).toEqual(expected);
});
