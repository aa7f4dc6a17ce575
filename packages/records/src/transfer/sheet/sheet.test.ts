import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '@trellis/metadata';
import Excel from 'exceljs';
import { afterAll, describe, expect, test } from 'vitest';
import { bombXlsx, gbk, liarXlsx } from '../testing/files.ts';
import { detectDelimiter } from './delimiter.ts';
import { openSheets, type SheetRow } from './sheet.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-sheet-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(bytes: string | Uint8Array): Promise<SheetRow[]> {
  const file = path.join(folder, 'file');
  writeFileSync(file, bytes);
  const rows: SheetRow[] = [];
  const [first] = await openSheets(file, 'file');
  if (first) for await (const row of first.rows()) rows.push(row);
  return rows;
}
const cells = async (bytes: string | Uint8Array) => (await read(bytes)).map((row) => row.cells);

async function refusal(bytes: string | Uint8Array): Promise<(string | undefined)[]> {
  const error = await read(bytes).catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new Error(`was not refused: ${String(error)}`);
  const [issue] = error.issues;
  return [error.code, issue?.params?.row === undefined ? issue?.code : `${issue.code} ${issue.params.row}`];
}

describe('CSV', () => {
  const text = '客户,备注\r\n云岭智能,"第一行\n第二行, ""引号"""\r\n';
  const wanted = [
    ['客户', '备注'],
    ['云岭智能', '第一行\n第二行, "引号"'],
  ];
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

  test.each([
    ['UTF-8', text],
    ['UTF-8 with a mark', `\ufeff${text}`],
    ['UTF-16 little endian', utf16],
    ['UTF-16 big endian', Buffer.from(utf16).swap16()],
    ['GBK', gbk(text)],
  ])('reads %s', async (_, bytes) => {
    expect(await cells(bytes)).toEqual(wanted);
  });

  test('a character on the border of two chunks stays whole in every encoding', async () => {
    const long = `a,b\n${'x'.repeat(65_530)},${'云'.repeat(30_000)}\n`;
    for (const bytes of [long, gbk(long)])
      expect(await cells(bytes)).toEqual(
        long
          .trim()
          .split('\n')
          .map((line) => line.split(',')),
      );
  });

  test('rows keep the numbers that people count; empty ones are left out, line ends may differ', async () => {
    expect(await read('a;b\n\n1;2\r\n ; \r3;4')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 3, cells: ['1', '2'] },
      { row: 5, cells: ['3', '4'] },
    ]);
  });

  test.each([
    ['a,b\n"x;y;z",1\n', ','],
    ['a;b;c\n1,5;2,5;3\n', ';'],
    ['a\tb\n"1,2,3"\t4\n', '\t'],
    ['only\none\n', ','],
  ])('finds the delimiter of %j', (sample, delimiter) => {
    expect(detectDelimiter(sample)).toBe(delimiter);
  });

  test('the apostrophe of an export is taken off again, any other stays', async () => {
    expect(await cells(`a\n'=1+1\n'+86\n'tis\n`)).toEqual([['a'], ['=1+1'], ['+86'], ["'tis"]]);
  });

  test('what is no table is refused with its reason', async () => {
    expect(await refusal('')).toEqual(['file_unreadable', 'sheet_empty']);
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff, 0x80, 0x00]))).toEqual([
      'file_unreadable',
      'sheet_not_text',
    ]);
    expect(await refusal(Buffer.from('a\0b\0', 'latin1'))).toEqual(['file_unreadable', 'sheet_not_text']);
    expect(await refusal('a,b\n1,"2\n3')).toEqual(['file_unreadable', 'sheet_broken 2']);
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toEqual([
      'file_unreadable',
      'sheet_old_excel',
    ]);
    expect(await refusal(`${'a,'.repeat(201)}b\n`)).toEqual(['file_unreadable', 'sheet_too_many_columns']);
    expect(await refusal('a\n'.repeat(100_002))).toEqual(['file_unreadable', 'sheet_too_many_rows']);
  });
});

describe('xlsx', () => {
  /** Workbooks come from another library than the one that reads them. */
  async function workbook(fill: (book: Excel.Workbook) => void): Promise<Uint8Array> {
    const book = new Excel.Workbook();
    fill(book);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  test('cells come as people see them: numbers, dates, percentages, results of formulas', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('空');
      const sheet = book.addWorksheet('数据');
      sheet.addRow(['名称', '日期', '时刻', '折扣', '勾选', '金额', '编号']);
      const row = sheet.addRow([
        '云岭',
        new Date(Date.UTC(2025, 1, 3)),
        new Date(Date.UTC(2025, 1, 3, 14, 30, 5)),
        0.255,
        true,
        { formula: '0.1+0.2', result: 0.1 + 0.2 },
        '007',
      ]);
      row.getCell(2).numFmt = 'yyyy/m/d';
      row.getCell(3).numFmt = 'yyyy-mm-dd hh:mm:ss';
      row.getCell(4).numFmt = '0.0%';
      sheet.getCell('A5').value = { richText: [{ text: '富' }, { text: '文本' }] };
      sheet.getCell('F5').value = 12345678901234;
    });
    expect(await read(bytes)).toEqual([
      { row: 1, cells: ['名称', '日期', '时刻', '折扣', '勾选', '金额', '编号'] },
      { row: 2, cells: ['云岭', '2025-02-03', '2025-02-03 14:30:05', '25.5%', 'TRUE', '0.3', '007'] },
      { row: 5, cells: ['富文本', '', '', '', '', '12345678901234'] },
    ]);
  });

  test('archives that unpack to far more than they weigh are refused, also when their directory lies', async () => {
    expect(await refusal(bombXlsx())).toEqual(['file_unsafe', undefined]);
    expect(await refusal(liarXlsx())).toEqual(['file_unsafe', undefined]);
  });

  test('archives that are no workbook, or a broken one, are refused', async () => {
    const bytes = await workbook((book) => book.addWorksheet('一').addRow(['a']));
    expect(await refusal(bytes.slice(0, bytes.length / 2))).toEqual(['file_unreadable', undefined]);
    const broken = bytes.slice();
    broken.fill(0x41, 60, 200);
    expect((await refusal(broken))[0]).toMatch(/^file_un/);
  });
});
