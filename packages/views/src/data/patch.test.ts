import { expect, test } from 'vitest';
import { patchRecord, withoutRecord, withRecord } from './patch.ts';

const record = (id: string, name: string) => ({ id, values: { name } });
const page = { records: [record('1', 'a'), record('2', 'b')], next: null };
const pages = { pages: [page, { records: [record('3', 'c')], next: null }], pageParams: [null, 'x'] };
const rename = (r: { id: string; values: object }) => ({ ...r, values: { name: 'z' } });

test('a record changes wherever it is cached; what does not hold it keeps its identity', () => {
  expect(patchRecord(page, '2', rename).records[1]?.values).toEqual({ name: 'z' });
  expect(page.records[1]?.values).toEqual({ name: 'b' });
  const patched = patchRecord(pages, '3', rename);
  expect(patched.pages[1]?.records[0]?.values).toEqual({ name: 'z' });
  expect(patched.pages[0]).toBe(page);
  expect(patchRecord(pages, '9', rename)).toBe(pages);
  const groups = [{ key: 'won', count: 1 }];
  expect(patchRecord(groups, '1', rename)).toBe(groups);
  expect(patchRecord(undefined, '1', rename)).toBeUndefined();
});

test('a record moves from one list to the head of another', () => {
  const rest = withoutRecord(pages, '2');
  expect(rest.pages[0]?.records.map((r) => r.id)).toEqual(['1']);
  expect(withoutRecord(pages, '9')).toBe(pages);
  expect(withRecord(rest, record('2', 'b')).pages[0]?.records.map((r) => r.id)).toEqual(['2', '1']);
});
