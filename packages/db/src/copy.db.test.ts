import { expect, test } from 'vitest';
import { copyRows } from './copy.ts';
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
