import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEnv } from '../contract.ts';
import { SEED } from '../testing/arbitrary.ts';
import '../values/regions-data.ts';
import { inferColumn } from './infer.ts';

const MEMBERS = ['张伟', '李娜', '王芳', '刘洋'];
const DEPARTMENTS = ['销售部', '市场部', '总部/客服部'];
const env: TextEnv = {
  locale: 'zh',
  tz: 'Asia/Shanghai',
  resolve: (target, text) =>
    (target === '$member' ? MEMBERS : DEPARTMENTS).includes(text.trim())
      ? '01900000-0000-7000-8000-000000000007'
      : undefined,
};

/** What a column with these cells is taken for. */
function guess(name: string, cells: readonly string[]) {
  const texts = new Map<string, number>();
  for (const cell of cells) texts.set(cell, (texts.get(cell) ?? 0) + 1);
  return inferColumn({ name, texts, filled: cells.length, whole: true }, env);
}

const pad = (value: number) => String(value).padStart(2, '0');
const int = (min: number, max: number) => fc.integer({ min, max });
const day = fc.tuple(int(1990, 2035), int(1, 12), int(1, 28));
const clock = fc.tuple(int(0, 23), int(0, 59));
const digits = (length: number) =>
  int(0, 10 ** length - 1).map((value) => String(value).padStart(length, '0'));
const words = fc.constantFrom('云岭', '智能', '装备', '苏州', '贸易', '科技', '蓝海', '远东', '物流');
const name = fc
  .tuple(fc.array(words, { minLength: 2, maxLength: 4 }), digits(4))
  .map(([parts, number]) => `${parts.join('')}${number}有限公司`);
const idCard = fc.tuple(day, digits(3)).map(([[year, month, date], order]) => {
  const body = `330106${year}${pad(month)}${pad(date)}${order}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
});

/** Cells of a type as exports and people write them, under a name that says nothing unless it must. */
type Column = [type: string, title: string, cell: fc.Arbitrary<string>, config?: object];
const COLUMNS: readonly Column[] = [
  ['text', '甲', name],
  ['text', '甲', idCard, { format: 'id_card' }],
  ['text', '客户编号', digits(6)],
  ['text', '甲', int(1, 999).map((value) => `00${value}`)],
  ['text', '单号', digits(5).map((number) => `SO-2026-${number}`)],
  ['textarea', '甲', fc.tuple(name, name).map((lines) => lines.join('\n'))],
  ['number', '甲', int(1, 100_000).map(String), { decimals: 0 }],
  [
    'number',
    '甲',
    fc.tuple(int(1, 999), digits(3)).map(([head, tail]) => `${head},${tail}.5`),
    { decimals: 1, thousands: true },
  ],
  ['percent', '甲', int(1, 100).map((value) => `${value}%`)],
  ['money', '甲', int(1, 99_999).map((value) => `¥${value}.50`), { currency: 'CNY', decimals: 2 }],
  ['money', '甲', int(1, 99_999).map((value) => `$${value}.50`), { currency: 'USD' }],
  ['money', '合同金额', int(1, 99_999).map(String), { currency: 'CNY' }],
  ['money', '金额(USD)', int(1, 99_999).map(String), { currency: 'USD' }],
  ['date', '甲', day.map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`)],
  ['date', '甲', day.map(([y, m, d]) => `${y}/${m}/${d}`)],
  ['date', '甲', day.map(([y, m, d]) => `${y}年${m}月${d}日`)],
  ['date', '签约日期', day.map(([y, m, d]) => `${y}${pad(m)}${pad(d)}`)],
  ['date', '甲', day.map(([y, m]) => `${y}年${m}月`), { precision: 'month' }],
  [
    'datetime',
    '甲',
    fc.tuple(day, clock).map(([[y, m, d], [h, min]]) => `${y}-${pad(m)}-${pad(d)} ${pad(h)}:${pad(min)}`),
  ],
  ['time', '甲', clock.map(([h, min]) => `${h}:${pad(min)}`)],
  ['phone', '甲', digits(8).map((number) => `138${number}`)],
  ['phone', '座机', digits(7).map((number) => `0571-8${number}`)],
  ['email', '甲', digits(4).map((number) => `user${number}@mail.example.com`)],
  ['url', '甲', digits(4).map((number) => `https://www.a${number}.com/x`)],
  ['checkbox', '甲', fc.constantFrom('是', '否')],
  ['checkbox', '是否老客户', fc.constantFrom('1', '0')],
  ['select', '甲', fc.constantFrom('制造业', '零售', '金融', '教育')],
  ['select', '状态', fc.constantFrom('进行中', '已完成', '搁置')],
  [
    'multi_select',
    '甲',
    fc
      .uniqueArray(fc.constantFrom('官网', '展会', '转介绍', '广告'), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('、')),
  ],
  ['tags', '标签', fc.constantFrom('重要', '老客户', '待回访')],
  ['member', '甲', fc.constantFrom(...MEMBERS), {}],
  [
    'member',
    '甲',
    fc
      .uniqueArray(fc.constantFrom(...MEMBERS), { minLength: 2, maxLength: 3 })
      .map((parts) => parts.join('、')),
    { many: true },
  ],
  ['department', '甲', fc.constantFrom(...DEPARTMENTS)],
  ['region', '甲', fc.constantFrom('浙江省', '江苏省', '北京市'), { depth: 1 }],
  [
    'region',
    '甲',
    fc.constantFrom('浙江省杭州市西湖区', '江苏省苏州市吴中区', '广东省深圳市南山区'),
    { depth: 3 },
  ],
];

describe('a column of a spreadsheet', () => {
  it.each([...COLUMNS])('is taken for %s under “%s”', (type, title, cell, config = {}) => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 24, maxLength: 40 }), (cells) => {
        const [first] = guess(title, cells);
        expect(first).toMatchObject({ type, fits: 1, config });
      }),
      { ...SEED, numRuns: 6 },
    );
  });

  it('keeps its type when a few cells are wrong, and names them', () => {
    const cells = [...Array.from({ length: 30 }, (_, at) => `2026-03-${pad((at % 28) + 1)}`), '待定'];
    expect(guess('甲', cells)[0]).toMatchObject({ type: 'date', misfits: ['待定'] });
  });

  it('is text when nothing else fits, and when it is empty', () => {
    expect(guess('甲', ['2026-03-01', '12', '是', '云岭'])[0]?.type).toBe('text');
    expect(guess('甲', [])[0]?.type).toBe('text');
  });

  it('reads dates with the year last in the order that they show', () => {
    expect(guess('甲', ['3/1/2026', '12/25/2026'])[0]).toMatchObject({ type: 'date', dateOrder: 'mdy' });
    expect(guess('甲', ['3/1/2026', '25/12/2026'])[0]).toMatchObject({ type: 'date', dateOrder: 'dmy' });
  });

  it('can be made of anything without an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (title, cells) => {
          const guesses = guess(title, cells);
          expect(guesses.some(({ type }) => type === 'text')).toBe(true);
        },
      ),
      { ...SEED, numRuns: 60 },
    );
  });
});
