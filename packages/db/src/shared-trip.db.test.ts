import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sharedTrip } from './shared-trip.ts';
import { statement } from './statement.ts';
import { openTestDatabase, type TestDatabase } from './testing/index.ts';
import { inTransaction } from './tx.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query('drop table if exists t');
  await database.pool.query('create table t (id int constraint t_pk primary key, a text)');
});

const insert = statement('insert into t values ($1, $2) returning id');
const update = statement('update t set a = $2 where id = $1 returning id');
const save = (id: number, a: unknown = `a${id}`) =>
  sharedTrip<{ id: number }>(database.pool, { statement: insert, values: [id, a], order: '0' });
const change = (id: number, a: string) =>
  sharedTrip<{ id: number }>(database.pool, { statement: update, values: [id, a], order: `1 ${id}` });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const stored = async () =>
  (await database.pool.query<{ id: number; a: string }>('select id, a from t order by id')).rows;

test('those that come at the same time are answered one by one and committed together', async () => {
  const results = await Promise.all(numbers(40).map((id) => save(id)));
  expect(results.map(({ rows }) => rows)).toEqual(numbers(40).map((id) => [{ id }]));
  expect(await stored()).toEqual(numbers(40).map((id) => ({ id, a: `a${id}` })));
  const { rows } = await database.pool.query('select count(distinct xmin::text)::int as n from t');
  expect(rows).toEqual([{ n: 2 }]);
});

test('one that fails takes no other with it', async () => {
  await save(7);
  const settled = await Promise.allSettled([
    ...numbers(10).map((id) => save(id)),
    save(20, 'x'),
    save(20, 'y'),
  ]);
  const failed = settled.flatMap((one, at) => (one.status === 'rejected' ? [[at, one.reason.code]] : []));
  const either = expect.toSatisfy((at) => at === 10 || at === 11);
  expect(failed).toEqual([
    [7, '23505'],
    [either, '23505'],
  ]);
  expect((await stored()).map(({ id }) => id)).toEqual([...numbers(10), 20]);
});

test('a statement that cannot be prepared fails alone, then and later', async () => {
  const missing = statement('select from no_such_table where 1 = $1');
  const ask = () => sharedTrip(database.pool, { statement: missing, values: [1], order: '' });
  for (const round of [0, 10]) {
    const settled = await Promise.allSettled([save(round), save(round + 1), ask(), save(round + 2), ask()]);
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, false]);
  }
  await database.pool.query('create table no_such_table ()');
  expect((await ask()).rows).toEqual([]);
  await database.pool.query('drop table no_such_table');
});

test('nobody waits behind a lock that another waits for', async () => {
  await Promise.all([save(1), save(2)]);
  let late: Promise<unknown>[] = [];
  await inTransaction(database.pool, async ({ client }) => {
    await client.query("update t set a = 'held' where id = 1");
    late = [change(1, 'x'), change(2, 'y'), change(1, 'z'), save(3), save(4)];
    const [one, two, three, ...others] = late;
    // These end while the lock is held, or this never does.
    await Promise.all([two, ...others]);
    late = [one, three] as Promise<unknown>[];
  });
  await Promise.all(late);
  expect((await stored()).map(({ id, a }) => [id, /^[xz]$/.test(a) ? 'after' : a])).toEqual([
    [1, 'after'],
    [2, 'y'],
    [3, 'a3'],
    [4, 'a4'],
  ]);
});

test('one that waits for a lock for seconds fails and gives its connection back', async () => {
  await save(1);
  await inTransaction(database.pool, async ({ client }) => {
    await client.query("update t set a = 'held' where id = 1");
    await expect(change(1, 'x')).rejects.toMatchObject({ code: '55P03' });
  });
  expect(await stored()).toEqual([{ id: 1, a: 'held' }]);
}, 15_000);

test('a lost connection fails those that went with it, and no other', async () => {
  const die = statement('select pg_terminate_backend(pg_backend_pid())');
  const lost = () => sharedTrip(database.pool, { statement: die, values: [], order: '2' });
  const settled = await Promise.allSettled([save(1), save(2), lost(), save(3)]);
  expect(settled.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  await save(5);
  expect((await stored()).map(({ id }) => id)).toEqual([5]);
});

test('a value that cannot be sent stores nothing, and leaves nothing open', async () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const settled = await Promise.allSettled([save(3), save(4, circle), save(5)]);
  expect(settled.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  await Promise.all([save(6), save(7), save(8)]);
  expect((await stored()).map(({ id }) => id)).toEqual([6, 7, 8]);
});

test('within a transaction it is a part of that one', async () => {
  const work = inTransaction(database.pool, async ({ client }) => {
    await sharedTrip(client, { statement: insert, values: [1, 'a'], order: '' });
    throw new Error('taken back');
  });
  await expect(work).rejects.toThrow('taken back');
  expect(await stored()).toEqual([]);
});
