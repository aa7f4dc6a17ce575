import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPgError } from './errors.ts';
import { openTestDatabase, pgVersions, type TestDatabase } from './testing/index.ts';

describe.each(pgVersions)('errors of PostgreSQL %i', (version) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ version });
    await database.pool.query(
      `create table part (id int constraint part_pk primary key, code text not null,
         amount int constraint part_amount_check check (amount > 0),
         parent int constraint part_parent_fk references part (id))`,
    );
    await database.pool.query("insert into part values (1, 'a', 1)");
  });
  afterAll(() => database.close());

  const fail = async (sql: string) => {
    const error = await database.pool.query(sql).then(
      () => new Error('no error'),
      (reason: unknown) => reason,
    );
    return error as Error;
  };

  test.each([
    ["insert into part values (1, 'b', 1)", { kind: 'unique', constraint: 'part_pk' }],
    ['insert into part values (2, null, 1)', { kind: 'not_null', table: 'part', column: 'code' }],
    [
      "insert into part values (2, 'b', 0)",
      { kind: 'check', table: 'part', constraint: 'part_amount_check' },
    ],
    [
      "insert into part values (2, 'b', 1, 9)",
      { kind: 'foreign_key', table: 'part', constraint: 'part_parent_fk' },
    ],
  ])('%s', async (sql, expected) => {
    const error = await fail(sql);
    expect(readPgError(error)).toMatchObject(expected);
    // A cluster leaves the fields empty and adds a shard number to the names in the message.
    const sharded = Object.assign(new Error(error.message.replace(/"(part\w*)"/g, '"$1_102008"')), {
      code: (error as unknown as { code: string }).code,
    });
    expect(readPgError(sharded)).toMatchObject(expected);
  });

  test('values, missing tables, other errors', async () => {
    expect(readPgError(await fail("select 'x'::int"))?.kind).toBe('value');
    expect(readPgError(await fail('select * from nowhere'))?.kind).toBe('undefined_object');
    expect(readPgError(new Error('socket closed'))).toBeUndefined();
    expect(readPgError(Object.assign(new Error('x'), { code: 'EPIPE' }))).toBeUndefined();
  });
});
