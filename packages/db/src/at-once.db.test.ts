import { afterAll, beforeAll, expect, test } from 'vitest';
import { atOnce } from './at-once.ts';
import { readPgError } from './errors.ts';
import type { PoolClient } from './pool.ts';
import { prepared, statement } from './statement.ts';
import { openTestDatabase, type TestWorkspaceDatabase } from './testing/index.ts';
import { inTransaction } from './tx.ts';

let database: TestWorkspaceDatabase;
let table: string;
beforeAll(async () => {
  database = await openTestDatabase({ template: 'workspace' });
  table = `${database.workspace.schema}.counter`;
});
afterAll(() => database.close());

const put = (client: PoolClient, key: string) =>
  prepared(client, statement(`insert into ${table} (key, value) values ($1, 0)`), [key]);
const keys = async (client: PoolClient) => {
  const { rows } = await prepared<{ key: string }>(
    client,
    statement(`select key from ${table} order by key`),
    [],
  );
  return rows.map(({ key }) => key);
};

test('runs in order, each seeing what those before did, and begins and commits along with them', async () => {
  const seen = await inTransaction(
    database.pool,
    async ({ client, begin, commit }) => {
      const [, , first, nested] = await atOnce(client, [
        begin,
        () => put(client, 'a'),
        () => keys(client),
        () => atOnce(client, [() => put(client, 'b'), () => keys(client)]),
      ]);
      await atOnce(client, [() => put(client, 'c'), commit]);
      return [first, nested[1]];
    },
    { byHand: true },
  );
  expect(seen).toEqual([['a'], ['a', 'b']]);
  expect(await inTransaction(database.pool, ({ client }) => keys(client))).toEqual(['a', 'b', 'c']);
});

test('throws the first failure, and the connection goes on as before', async () => {
  const failed = inTransaction(
    database.pool,
    ({ client, begin }) =>
      atOnce(client, [begin, () => put(client, 'd'), () => put(client, 'a'), () => keys(client)]),
    { byHand: true },
  );
  const error = await failed.catch((failure: unknown) => failure);
  expect(readPgError(error)?.kind).toBe('unique');
  // What an earlier one sends when its first statement has answered comes after the failure, and is not the cause.
  const further = inTransaction(
    database.pool,
    ({ client, begin }) =>
      atOnce(client, [
        begin,
        async () => {
          await keys(client);
          await keys(client);
        },
        () => put(client, 'a'),
      ]),
    { byHand: true },
  );
  expect(readPgError(await further.catch((failure: unknown) => failure))?.kind).toBe('unique');
  const client = await database.pool.connect();
  try {
    await expect(
      atOnce(client, [() => client.query('select no_column'), () => client.query('select 1')]),
    ).rejects.toThrow('no_column');
    // Named statements that were sent behind the failed one are there all the same.
    expect(await keys(client)).toEqual(['a', 'b', 'c']);
    expect(await atOnce(client, [() => keys(client), () => keys(client)])).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  } finally {
    client.release();
  }
});
