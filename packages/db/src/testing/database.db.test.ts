import { describe, expect, test } from 'vitest';
import { openTestDatabase, pgVersions } from './index.ts';

describe.each(pgVersions)('test databases on PostgreSQL %i', (version) => {
  test('a clone is the caller’s own and has what its template has', async () => {
    const first = await openTestDatabase({ version, template: 'workspace' });
    const second = await openTestDatabase({ version, template: 'workspace' });
    await first.db
      .withSchema(first.workspace.schema)
      .insertInto('counter')
      .values({ key: 'a', value: 1 })
      .execute();
    const rows = await second.db
      .withSchema(second.workspace.schema)
      .selectFrom('counter')
      .selectAll()
      .execute();
    expect(rows).toEqual([]);
    const workspace = await second.db.selectFrom('platform.workspace').selectAll().executeTakeFirstOrThrow();
    expect(workspace.schema_name).toBe(second.workspace.schema);
    const { rows: server } = await first.pool.query(
      "select current_setting('server_version_num')::int / 10000 as major",
    );
    expect(server).toEqual([{ major: version }]);
    await first.close();
    await second.close();
  });

  test('text compares by code point and knows Unicode letters', async () => {
    const { pool, close } = await openTestDatabase({ version });
    const { rows } = await pool.query(
      "select 'B' < 'a' as code_point, upper('é') as upper, '客户' ~ '^\\w+$' as word",
    );
    expect(rows).toEqual([{ code_point: true, upper: 'É', word: true }]);
    await close();
  });

  test('values arrive as the API sends them', async () => {
    const { pool, close } = await openTestDatabase({ version });
    const { rows } = await pool.query(`select
      9007199254740993::bigint as big, 0.10::numeric as exact, date '2026-02-28' as day,
      timestamptz '2026-11-22 06:43:21.5+08' as moment, timestamptz '2026-11-22 06:43:21+00' as second,
      array[1.10, null]::numeric[] as exacts, array[timestamptz '2026-01-01 00:00:00.123456+00'] as moments,
      '{"a": 1}'::jsonb as doc, time '08:30' as clock`);
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        exact: '0.10',
        day: '2026-02-28',
        moment: '2026-11-21T22:43:21.500Z',
        second: '2026-11-22T06:43:21.000Z',
        exacts: ['1.10', null],
        moments: ['2026-01-01T00:00:00.123Z'],
        doc: { a: 1 },
        clock: '08:30:00',
      },
    ]);
    await close();
  });
});
