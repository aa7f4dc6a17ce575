import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPgError } from './errors.ts';
import { openTestDatabase, type TestWorkspaceDatabase } from './testing/index.ts';
import { inTransaction } from './tx.ts';

let database: TestWorkspaceDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ template: 'workspace' });
});
afterAll(() => database.close());

const counters = () => database.db.withSchema(database.workspace.schema);
const put = (key: string) =>
  inTransaction(database.pool, ({ db }) =>
    db.withSchema(database.workspace.schema).insertInto('counter').values({ key, value: 0 }).execute(),
  );
const read = (key: string) =>
  counters().selectFrom('counter').select('value').where('key', '=', key).executeTakeFirst();

test('commits, and rolls back when the work throws', async () => {
  await put('kept');
  await expect(
    inTransaction(database.pool, async ({ db }) => {
      await db
        .withSchema(database.workspace.schema)
        .insertInto('counter')
        .values({ key: 'lost', value: 1 })
        .execute();
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await read('kept')).toEqual({ value: '0' });
  expect(await read('lost')).toBeUndefined();
});

test('runs again after a serialization failure', async () => {
  await put('n');
  let tries = 0;
  const increment = () =>
    inTransaction(
      database.pool,
      async ({ client }) => {
        tries++;
        const table = `${database.workspace.schema}.counter`;
        const { rows } = await client.query(`select value from ${table} where key = 'n'`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        await client.query(`update ${table} set value = $1 where key = 'n'`, [Number(rows[0].value) + 1]);
      },
      { isolation: 'repeatable read', attempts: 10 },
    );
  await Promise.all([increment(), increment(), increment()]);
  expect(await read('n')).toEqual({ value: '3' });
  expect(tries).toBeGreaterThan(3);
});

test('a lock timeout is an error, not a wait', async () => {
  await put('locked');
  const sql = `select 1 from ${database.workspace.schema}.counter where key = 'locked' for update`;
  const error = await inTransaction(database.pool, async ({ client }) => {
    await client.query(sql);
    return inTransaction(database.pool, (inner) => inner.client.query(sql), { lockTimeoutMs: 50 }).catch(
      (reason: unknown) => reason,
    );
  });
  expect(readPgError(error)?.kind).toBe('lock_timeout');
});

test('an ignored error inside is not taken for success', async () => {
  const work = inTransaction(database.pool, async ({ client }) => {
    await client.query('select * from nowhere').catch(() => undefined);
  });
  await expect(work).rejects.toThrow(/rolled back/);
});
