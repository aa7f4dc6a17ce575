import { expect, test } from 'vitest';
import type { ImportField, Mapping } from './mapping.ts';
import { fromSaved, toSaved } from './saved.ts';

const file = (...names: string[]) => names.map((name, index) => ({ index, name, samples: [] }));
const fields = ['title', 'day', 'note'].map(
  (key): ImportField => ({ key, required: false, dated: false, options: [] }),
);
const mapping: Mapping = {
  headerRows: 2,
  columns: [
    { column: 0, field: 'title' },
    { column: 2, field: 'day', dateOrder: 'dmy' },
  ],
  policy: 'upsert',
  match: ['title', 'day'],
  edits: [{ row: 3, column: 0, text: 'x' }],
  fixes: [{ kind: 'required', column: 0 }],
};

test('a mapping is kept by the names of columns and found again wherever they stand', () => {
  const kept = toSaved(mapping, file('名称', '备注', '日期'));
  expect(kept).toEqual({
    columns: [
      { name: '名称', field: 'title' },
      { name: '日期', field: 'day', dateOrder: 'dmy' },
    ],
    policy: 'upsert',
    match: ['title', 'day'],
  });
  expect(fromSaved(kept, file('日期 ', '别的', '名称'), fields, 1)).toEqual({
    headerRows: 1,
    columns: [
      { column: 0, field: 'day', dateOrder: 'dmy' },
      { column: 2, field: 'title' },
    ],
    policy: 'upsert',
    match: ['title', 'day'],
  });
});

test('what the file or the form no longer has is left out; columns of one name keep their order', () => {
  const kept = toSaved(mapping, file('名称', '备注', '日期'));
  const left = fromSaved(kept, file('名称'), fields, undefined);
  expect([left.columns, left.match]).toEqual([[{ column: 0, field: 'title' }], ['title']]);
  expect(fromSaved(kept, file('名称', '日期'), fields.slice(1), undefined).columns).toEqual([
    { column: 1, field: 'day', dateOrder: 'dmy' },
  ]);
  const twice = {
    columns: [
      { name: '名称', field: 'title' },
      { name: '名称', field: 'note' },
    ],
  };
  expect(fromSaved(twice, file('名称', '名称'), fields, undefined).columns).toEqual([
    { column: 0, field: 'title' },
    { column: 1, field: 'note' },
  ]);
});
