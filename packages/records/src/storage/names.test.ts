import { expect, test } from 'vitest';
import { columnName, indexName, primaryKeyName, tableName, uniqueIndexName } from './names.ts';

const none: ReadonlySet<string> = new Set();

test('a table is named by app and form, apart from every system table', () => {
  expect(tableName('crm', 'lead', none)).toBe('crm__lead');
  // Without the double underscore this would be the system table record_change.
  expect(tableName('record', 'change', none)).toBe('record__change');
  expect(tableName('a_b', 'c', none)).not.toBe(tableName('a', 'b_c', none));
  expect(tableName('crm', 'lead', new Set(['crm__lead', 'crm__lead_2']))).toBe('crm__lead_3');
});

test('names stay within 45 bytes and long ones apart', () => {
  const long = 'x'.repeat(40);
  const names = [
    tableName(long, long, none),
    tableName(long, `${'x'.repeat(39)}y`, none),
    indexName(tableName(long, long, none), 'lookup', long),
    uniqueIndexName(tableName(long, long, none), long),
    primaryKeyName(tableName(long, long, none)),
  ];
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(45);
  expect(new Set(names).size).toBe(names.length);
});

test('a column is the field’s key unless that name is taken or PostgreSQL’s own', () => {
  expect(columnName('amount', none)).toBe('amount');
  expect(columnName('amount', new Set(['amount', 'amount_2']))).toBe('amount_3');
  expect(columnName('xmin', none)).toBe('xmin_2');
});
