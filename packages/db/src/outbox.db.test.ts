import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkspaceSchema } from './migrate.ts';
import { consumeOutbox, type OutboxReader, tailOutbox, trimOutbox } from './outbox.ts';
import type { PoolClient } from './pool.ts';
import { openTestDatabase, pgVersions, type TestWorkspaceDatabase } from './testing/index.ts';

describe.each(pgVersions)('outbox on PostgreSQL %i', (version) => {
  let database: TestWorkspaceDatabase;
  const readers: OutboxReader[] = [];
  beforeEach(async () => {
    database = await openTestDatabase({ version, template: 'workspace' });
  });
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    await database.close();
  });

  const add = (client: Pick<PoolClient, 'query'>, n: number) =>
    client.query(`insert into ${database.workspace.schema}.outbox (kind, payload) values ('n', $1)`, [n]);
  const tail = () => {
    const seen: unknown[] = [];
    const reader = tailOutbox({
      pool: database.pool,
      onEvents: (_, events) => {
        seen.push(...events.map((event) => event.payload));
      },
    });
    readers.push(reader);
    return seen;
  };
  const until = async (what: () => boolean) => {
    for (const end = Date.now() + 15_000; !what(); ) {
      if (Date.now() > end) throw new Error('not seen in time');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test('a transaction that commits late is not skipped', async () => {
    const seen = tail();
    await pause(300);
    const late = await database.pool.connect();
    await late.query('begin');
    await add(late, 1);
    // Begun later, committed sooner: visible at once, yet it must wait for the open one.
    await add(database.pool, 2);
    await pause(500);
    expect(seen).toEqual([]);
    await late.query('commit');
    late.release();
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 2]);
  });

  test('a workspace made after the start is followed from its first event', async () => {
    const seen = tail();
    await pause(300);
    const id = '01900000-0000-7000-8000-000000000002';
    const { schema } = await createWorkspaceSchema(database.pool, { id, key: 'later', name: '后来' });
    await database.pool.query(`insert into ${schema}.outbox (kind, payload) values ('n', '1')`);
    await until(() => seen.length === 1);
  });

  test('interleaved writers: every process sees each committed event once', async () => {
    const seen = [tail(), tail()];
    await pause(300);
    const writer = async (w: number) => {
      for (let i = 0; i < 15; i++) {
        const client = await database.pool.connect();
        await client.query('begin');
        await add(client, w * 100 + i);
        await pause((i * 7 + w * 3) % 11);
        await client.query(i % 5 === 4 ? 'rollback' : 'commit');
        client.release();
      }
    };
    await Promise.all([writer(1), writer(2), writer(3)]);
    await until(() => seen.every((list) => list.length >= 36));
    await pause(300);
    for (const list of seen) {
      expect(list.length).toBe(36);
      expect(new Set(list).size).toBe(36);
    }
  });

  test('a durable consumer goes on where it was, and repeats what failed', async () => {
    const handled: unknown[] = [];
    let failures = 2;
    const consume = () => {
      const reader = consumeOutbox({
        pool: database.pool,
        name: 'jobs',
        handle: async (client, source, events) => {
          await client.query(`insert into ${source.schema}.counter values ('seen', 1)
            on conflict (key) do update set value = counter.value + 1`);
          if (failures-- > 0) throw new Error('not now');
          handled.push(...events.map((event) => event.payload));
        },
      });
      readers.push(reader);
      return reader;
    };
    await add(database.pool, 1);
    await add(database.pool, 2);
    const first = consume();
    await until(() => handled.length === 2);
    await first.stop();
    await add(database.pool, 3);
    consume();
    await until(() => handled.length === 3);
    expect(handled).toEqual([1, 2, 3]);
    const { rows } = await database.pool.query(`select value from ${database.workspace.schema}.counter`);
    expect(rows).toEqual([{ value: '2' }]);
  });

  test('two processes share a durable consumer', async () => {
    const handled: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      readers.push(
        consumeOutbox({
          pool: database.pool,
          name: 'jobs',
          handle: async (_, __, events) => {
            await pause(5);
            handled.push(...events.map((event) => event.payload));
          },
        }),
      );
    }
    for (let n = 0; n < 50; n++) await add(database.pool, n);
    await until(() => handled.length >= 50);
    await pause(300);
    expect(handled).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  test('trimming keeps what a consumer has not passed', async () => {
    const schema = database.workspace.schema;
    for (let n = 0; n < 4; n++) await add(database.pool, n);
    await database.pool.query(
      `update ${schema}.outbox set at = now() - interval '2 hours' where payload <> '3'`,
    );
    await database.pool.query(
      `insert into ${schema}.outbox_cursor select 'jobs', txid, id from ${schema}.outbox where payload = '1'`,
    );
    expect(await trimOutbox(database.pool, schema)).toBe(2);
    await database.pool.query(`delete from ${schema}.outbox_cursor`);
    expect(await trimOutbox(database.pool, schema)).toBe(1);
  });
});
