import { buffer } from 'node:stream/consumers';
import readExcel from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { sheetNames } from './names.ts';
import { type SheetSource, writeWorkbook } from './write.ts';
import type { CellValue } from './xml.ts';

const sheet = (name: string, rows: readonly (readonly CellValue[])[], closed = () => {}): SheetSource => ({
  name,
  columns: [{ title: '名称', width: 20 }],
  async *rows() {
    try {
      yield* rows;
    } finally {
      closed();
    }
  },
});

test('sheets follow each other; rows that one can’t hold go on in another, under the same titles', async () => {
  const many = Array.from({ length: 7 }, (_, n) => [`行 ${n}`]);
  const book = await buffer(
    writeWorkbook([sheet('客户', many), sheet('客户', []), sheet('a/b', [[null]])], { mostRows: 4 }),
  );
  const read = await readExcel(book);
  expect(read.map((one) => one.sheet)).toEqual(['客户', '客户 2', '客户 3', '客户 4', 'a b']);
  expect(read.map(({ data }) => data.map(([cell]) => cell))).toEqual([
    ['名称', '行 0', '行 1', '行 2'],
    ['名称', '行 3', '行 4', '行 5'],
    ['名称', '行 6'],
    ['名称'],
    ['名称'],
  ]);
});

test('texts that XML or Excel could not hold don’t break the file', async () => {
  const texts = ['a\u0000b\u000bc', '\ud800', ' 空格 ', '"<&>\r\n', '_x000D_'];
  const rows = [...texts, 'x'.repeat(40_000)].map((text) => [text]);
  const [read] = await readExcel(await buffer(writeWorkbook([sheet('文本', rows)])), { trim: false });
  const cells = read?.data.slice(1).map(([cell]) => String(cell)) ?? [];
  expect(cells.slice(0, -1)).toEqual(['abc', '\ufffd', ' 空格 ', '"<&>\r\n', '_x000D_']);
  expect(cells.at(-1)?.length).toBe(32_767);
});

test('an error of the rows is one of the file; who stops reading stops the rows', async () => {
  const failing: SheetSource = {
    ...sheet('x', []),
    async *rows() {
      yield ['1'];
      throw new Error('gone');
    },
  };
  await expect(buffer(writeWorkbook([failing]))).rejects.toThrow('gone');
  let closed = false;
  const endless: SheetSource = {
    ...sheet('x', []),
    async *rows() {
      try {
        for (let n = 0; ; n++) yield [`行 ${n} ${Math.random()}`];
      } finally {
        closed = true;
      }
    },
  };
  for await (const _ of writeWorkbook([endless])) break;
  await expect.poll(() => closed).toBe(true);
});

test('names of sheets are such as Excel takes', () => {
  const long = '很'.repeat(40);
  expect(sheetNames(['a:b', "'x'", '', 'History', 'A', 'a', long, long])).toEqual([
    ...['a b', 'x', 'Sheet', 'Sheet History', 'A', 'a 2', long.slice(0, 31), `${long.slice(0, 29)} 2`],
  ]);
});
