import type { EventEmitter } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepared, statement } from './statement.ts';
import { openTestDatabase, type TestDatabase } from './testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query('create table t (id int constraint t_pk primary key, a int)');
  await database.pool.query('insert into t values (1, 10)');
});
afterAll(() => database.close());

test('is prepared once per connection and bounded', async () => {
  const client = await database.pool.connect();
  const one = statement('select $1::int + 1 as sum');
  expect((await prepared(client, one, [1])).rows).toEqual([{ sum: 2 }]);
  expect((await prepared(client, one, [2])).rows).toEqual([{ sum: 3 }]);
  const count = async () =>
    (await client.query('select count(*)::int as n from pg_prepared_statements')).rows[0].n as number;
  expect(await count()).toBe(1);
  for (let i = 0; i < 520; i++) await prepared(client, statement(`select ${i} as v`), []);
  expect(await count()).toBe(500);
  expect((await prepared(client, one, [3])).rows).toEqual([{ sum: 4 }]);
  client.release(true);
});

test('rows are described once per connection, and are the same after', async () => {
  const client = await database.pool.connect();
  const described: string[] = [];
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.on('rowDescription', ({ fields }: { fields: { name: string }[] }) =>
    described.push(fields.map(({ name }) => name).join()),
  );
  const one = statement(`select $1::int as a, $1::text || 'x' as b, null::date as c, '{1,2}'::int8[] as d`);
  const rows = [{ a: 7, b: '7x', c: null, d: ['1', '2'] }];
  for (let i = 0; i < 3; i++) expect((await prepared(client, one, [7])).rows).toEqual(rows);
  const none = statement('select 1 as n where $1::boolean');
  for (const found of [false, true, false])
    expect((await prepared(client, none, [found])).rows).toEqual(found ? [{ n: 1 }] : []);
  expect(described).toEqual(['a,b,c,d', 'n']);
  client.release(true);
});

test('an error after a description does not spoil later calls', async () => {
  const client = await database.pool.connect();
  const divide = statement('select 6 / $1::int as result');
  await expect(prepared(client, divide, [0])).rejects.toMatchObject({ code: '22012' });
  expect((await prepared(client, divide, [2])).rows).toEqual([{ result: 3 }]);
  await expect(prepared(client, divide, [0])).rejects.toMatchObject({ code: '22012' });
  await expect(prepared(client, divide, ['x'])).rejects.toMatchObject({ code: '22P02' });
  expect((await prepared(client, divide, [3])).rows).toEqual([{ result: 2 }]);
  client.release(true);
});

test('an error of the statement keeps the connection', async () => {
  const insert = statement('insert into t values ($1, 0)');
  const before = database.pool.totalCount;
  await expect(prepared(database.pool, insert, [1])).rejects.toMatchObject({ code: '23505' });
  expect(database.pool.totalCount).toBe(Math.max(before, 1));
});

test('survives a column type change under its plan', async () => {
  const all = statement('select * from t where id = $1');
  await prepared(database.pool, all, [1]);
  await database.pool.query('alter table t alter column a type text');
  expect((await prepared(database.pool, all, [1])).rows).toEqual([{ id: 1, a: '10' }]);
});
