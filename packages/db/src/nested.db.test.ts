import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, type Pool, poolWithin, prepared, statement } from './index.ts';
import { openTestDatabase, type TestWorkspaceDatabase } from './testing/index.ts';

let database: TestWorkspaceDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ template: 'workspace' });
});
afterAll(() => database.close());

const put = (pool: Pool, key: string) =>
  inTransaction(pool, ({ db }) =>
    db.withSchema(database.workspace.schema).insertInto('counter').values({ key, value: 0 }).execute(),
  );
const within = (work: (pool: Pool) => Promise<void>) =>
  inTransaction(database.pool, ({ client }) => work(poolWithin(client)));
const keys = async (...like: string[]) => {
  const { rows } = await database.pool.query<{ key: string }>(
    `select key from ${database.workspace.schema}.counter where key = any($1) order by key`,
    [like],
  );
  return rows.map(({ key }) => key);
};

test('work made for a pool is part of the transaction, and goes with it', async () => {
  const failing = within(async (pool) => {
    await put(pool, 'a');
    await prepared(pool, statement('select 1'), []);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await keys('a')).toEqual([]);
  await within((pool) => put(pool, 'a').then(() => undefined));
  expect(await keys('a')).toEqual(['a']);
});

test('what fails is taken back by itself, however deep, and the rest goes on', async () => {
  await within(async (pool) => {
    await put(pool, 'b');
    await inTransaction(pool, async () => {
      await put(pool, 'c');
      await expect(put(pool, 'b')).rejects.toThrow(/counter_pk/);
      throw new Error('no');
    }).catch((error: Error) => expect(error.message).toBe('no'));
    await put(pool, 'd');
  });
  expect(await keys('b', 'c', 'd')).toEqual(['b', 'd']);
});

test('an error outside of every part fails all of it', async () => {
  const failing = within(async (pool) => {
    await put(pool, 'e');
    await pool.query('select 1/0').catch(() => undefined);
  });
  await expect(failing).rejects.toThrow(/an error inside it was ignored/);
  expect(await keys('e')).toEqual([]);
});
