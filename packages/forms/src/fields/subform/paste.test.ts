import { newId } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../../form/compile.ts';
import { field, formOf } from '../../testing/forms.ts';
import { cellsOf, isBlock, matchColumns, writeBlock } from './paste.ts';

const rows = compileForm(
  'crm:order.lines',
  formOf({ qty: field('number', { decimals: 0 }), on: field('date'), ok: field('checkbox') }),
);
const columns = [...rows.fields.values()];
const env = { locale: 'zh', tz: 'Asia/Shanghai' } as const;

describe('cellsOf', () => {
  it.each([
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\tb\r\n\r\n', [['a', 'b']]],
    ['"a ""x"""\t"two\nlines"\t', [['a "x"', 'two\nlines', '']]],
    [
      '名称,数量\n"轴承, 大",3',
      [
        ['名称', '数量'],
        ['轴承, 大', '3'],
      ],
    ],
    ['5" 屏\t1', [['5" 屏', '1']]],
    ['', []],
  ])('reads %j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it('tells a block from a value', () => {
    expect(isBlock('one line\n')).toBe(false);
    expect(isBlock('a\tb')).toBe(true);
    expect(isBlock('a\nb')).toBe(true);
  });
});

describe('writeBlock', () => {
  const write = (cells: string[][], at = 0, max = 10) =>
    writeBlock({
      rows: [{ _id: '1', name: '甲', qty: '1', on: null, ok: null }],
      at,
      columns,
      cells,
      env,
      max,
      blank: () => ({ _id: newId() }),
    });

  it('reads each cell as its column does, keeps what it can’t read, and goes on with new rows', () => {
    const { rows: result, left } = write([
      ['乙', '2,000', '2026/3/1', '是'],
      ['丙', 'many', '', '否'],
    ]);
    expect(result[0]).toEqual({ _id: '1', name: '乙', qty: '2000', on: '2026-03-01', ok: true });
    expect(result[1]).toMatchObject({ name: '丙', qty: 'many', on: null, ok: false });
    expect(left).toBe(0);
  });

  it('leaves alone what the block does not reach, and counts what does not fit', () => {
    const { rows: result, left } = write([['乙'], ['丙'], ['丁']], 1, 2);
    expect(result.map(({ name }) => name)).toEqual(['甲', '乙']);
    expect(left).toBe(2);
  });
});

describe('matchColumns', () => {
  const keys = (cells: string[][]) => {
    const { columns: found, header } = matchColumns(columns, cells);
    return [header, found.slice(0, 2).map((one) => one?.key)];
  };
  it('goes by names where there are some, else by order', () => {
    const number = rows.fields.get('qty')?.meta.label.zh ?? '';
    expect(
      keys([
        ['Date', number],
        ['2026-03-01', '3'],
      ]),
    ).toEqual([true, ['on', 'qty']]);
    expect(keys([['轴承', '3']])).toEqual([false, ['name', 'qty']]);
  });
});
