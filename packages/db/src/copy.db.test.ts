import { expect, test } from 'vitest';
import { copyRows } from './copy.ts';
import { copyAtOnce } from './copy-at-once.ts';
import type { CopyValue } from './copy-text.ts';
import { openTestDatabase } from './testing/index.ts';

test('COPY brings every text and list through unchanged, or nothing at all', async () => {
  const { pool, close } = await openTestDatabase();
  await pool.query('create table t (id int primary key, text text, list text[], flag boolean)');
  const nasty = ['', '\\N', '\\', 'a\tb\nc\rd', '{"x",y}', '"', '云岭 💡 𠮷', "'; drop table t; --", 'NULL'];
  const rows = nasty.map((text, index) => [index, text, nasty, index % 2 === 0] as const);
  const client = await pool.connect();
  await copyRows(client, 't (id, text, list, flag)', rows);
  await copyRows(client, 't (id, text, list, flag)', [
    [100, null, null, null],
    [101, 'x', [], false],
  ]);
  await expect(copyRows(client, 't (id)', [[200], [100]])).rejects.toMatchObject({ code: '23505' });
  client.release();
  const found = await pool.query({ text: 'select * from t order by id', rowMode: 'array' });
  expect(found.rows).toEqual([...rows, [100, null, null, null], [101, 'x', [], false]]);
  await close();
});

test('COPY into several tables at once: all or nothing, and the connection goes on', async () => {
  const { pool, close } = await openTestDatabase();
  await pool.query('create table a (id int primary key, text text); create table b (id int primary key)');
  const client = await pool.connect();
  const long = Array.from({ length: 5_000 }, (_, n) => [n, `文 ${'x'.repeat(20)} ${n}`] as const);
  const into = (table: string, rows: Iterable<readonly CopyValue[]>) => ({ into: table, rows });
  const count = async () =>
    (await client.query('select (select count(*)::int from a) as a, (select count(*)::int from b) as b'))
      .rows[0];
  await copyAtOnce(client, [into('a (id, text)', long), into('b (id)', []), into('b (id)', [[1]])]);
  expect(await count()).toEqual({ a: 5_000, b: 1 });
  // What comes after a failed one is read over, however much of it is on the way.
  const more = long.map(([n, text]) => [n + 5_000, text] as const);
  const twice = copyAtOnce(client, [into('b (id)', [[2], [1]]), into('a (id, text)', more)]);
  await expect(twice).rejects.toMatchObject({ code: '23505' });
  await expect(
    copyAtOnce(client, [into('missing (id)', [[1]]), into('a (id, text)', more)]),
  ).rejects.toMatchObject({
    code: '42P01',
  });
  const broken = function* () {
    yield [6_000, 'x'] as const;
    throw new Error('a row that is none');
  };
  await expect(copyAtOnce(client, [into('a (id, text)', broken())])).rejects.toThrow('a row that is none');
  expect(await count()).toEqual({ a: 5_000, b: 1 });
  expect((await client.query('select text from a where id = 4999')).rows[0].text).toBe(long[4_999]?.[1]);
  client.release();
  await close();
});
