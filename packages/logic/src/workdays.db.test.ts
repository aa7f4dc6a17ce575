import { openTestDatabase } from '@trellis/db/testing';
import { describe, expect, it } from 'vitest';
import { evaluate } from './engine.ts';
import { frag, lower, raw, toSql } from './sql.ts';
import { checkedOf, env } from './testing/index.ts';
import { randomOf } from './testing/nasty.ts';
import type { Expr, SqlTarget } from './types.ts';

/** Working days around holidays that lie close together: chance would seldom meet them. */

const target: SqlTarget = {
  column: ([key]) => raw(`t.${key}`),
  rows: () => {
    throw new Error('no rows here');
  },
};

describe.each([14, 18] as const)('working days on PostgreSQL %i', (version) => {
  it('are the same with days off and worked weekends', async () => {
    const t = await openTestDatabase({ version });
    try {
      const random = randomOf(11);
      const date = (): string =>
        random.chance(0.05)
          ? random.pick(['0001-01-01', '9999-12-31'])
          : new Date(Date.UTC(2026, 1, 1 + random.below(45))).toISOString().slice(0, 10);
      const list = () => Array.from({ length: random.below(9) }, date);
      const records = Array.from({ length: 400 }, () => ({
        day: date(),
        due: date(),
        amount: String(random.chance(0.03) ? 3_000_000 : random.below(31) - 15),
        days: list(),
      }));
      await t.pool.query('create table t (id int, day date, due date, amount numeric, days date[])');
      await t.pool.query(
        `insert into t select (o - 1)::int, (r->>'day')::date, (r->>'due')::date, (r->>'amount')::numeric,
           array(select jsonb_array_elements_text(r->'days')::date) from jsonb_array_elements($1::jsonb) with ordinality as e(r, o)`,
        [JSON.stringify(records)],
      );
      const v = (key: string): Expr => ({ var: key });
      const some = list();
      for (const expr of [
        { add_workdays: [v('day'), v('amount'), v('days')] },
        { add_workdays: [v('day'), v('amount'), some, v('days')] },
        { add_workdays: [v('day'), v('amount'), v('days'), some] },
        { workdays_between: [v('day'), v('due'), v('days')] },
        { workdays_between: [v('day'), v('due'), v('days'), some] },
      ]) {
        const tree = checkedOf(expr);
        const value = frag`(${lower(tree, target, env, 'value')})::text`;
        const { sql, params } = toSql(frag`SELECT ${value} FROM t ORDER BY id`);
        const { rows } = await t.pool.query({ text: sql, values: params, rowMode: 'array' });
        const found = rows.map((row: unknown[]) => row[0]);
        expect(found, JSON.stringify(expr)).toEqual(records.map((record) => evaluate(tree, record, env)));
      }
    } finally {
      await t.close();
    }
  });
});
