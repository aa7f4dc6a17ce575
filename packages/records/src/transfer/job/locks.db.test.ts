import { openPool } from '@trellis/db';
import { openTestDatabase, type TestDatabase } from '@trellis/db/testing';
import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAbandoned, openJobLocks } from './locks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a job is held until it is let go', async () => {
  const locks = openJobLocks(database.pool);
  const [one, two] = [newId(), newId()];
  const [letOne, letTwo] = [await locks.hold(one), await locks.hold(two)];
  expect(await isAbandoned(database.pool, one)).toBe(false);
  await letOne();
  expect(await isAbandoned(database.pool, one)).toBe(true);
  expect(await isAbandoned(database.pool, two)).toBe(false);
  await letTwo();
  expect(await isAbandoned(database.pool, two)).toBe(true);
});

test('after its connection was lost the next jobs are held by another', async () => {
  const pool = openPool({ connectionString: database.url, max: 2, applicationName: 'lost' });
  const locks = openJobLocks(pool);
  const [one, two, three] = [newId(), newId(), newId()];
  const letOne = await locks.hold(one);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`,
  );
  await locks.hold(two).then(
    (letTwo) => letTwo(),
    () => undefined,
  );
  const letThree = await locks.hold(three);
  expect(await isAbandoned(database.pool, three)).toBe(false);
  await Promise.all([letOne(), letThree()]);
  expect(await isAbandoned(database.pool, three)).toBe(true);
  await pool.end();
});

test('a connection that could not be had does not keep later jobs from it', async () => {
  const pool = openPool({ connectionString: database.url, max: 1 });
  const locks = openJobLocks({
    connect: (() => {
      let first = true;
      return async () => {
        if (!first) return pool.connect();
        first = false;
        throw new Error('timeout exceeded when trying to connect');
      };
    })(),
  } as typeof pool);
  const id = newId();
  await expect(locks.hold(id)).rejects.toThrow('timeout');
  const letGo = await locks.hold(id);
  expect(await isAbandoned(database.pool, id)).toBe(false);
  await letGo();
  await pool.end();
});
