import { expect, it } from 'vitest';
import { decimalPlaces, FORMATS } from './formats.ts';

it.each([
  [
    'decimal',
    ['0', '-12.5', '12345678901234567890.5'],
    ['', '1.50', '-0', '1e3', '+1', '01', ' 1', '1,000', 'NaN'],
  ],
  [
    'date',
    ['2024-02-29', '0001-01-01', '9999-12-31'],
    ['2025-02-29', '2025-2-3', '0000-01-01', '10000-01-01'],
  ],
  ['time', ['00:00:00', '23:59:59'], ['24:00:00', '14:30', '14:30:60']],
  [
    'date-time',
    ['2026-03-01T06:30:00.000Z'],
    ['2026-03-01T06:30:00Z', '2026-03-01T06:30:00.000+08:00', '2026-02-30T00:00:00.000Z'],
  ],
  [
    'uuid',
    ['01900000-0000-7000-8000-000000000001'],
    ['01900000-0000-7000-8000-00000000000G', '01900000000070008000000000000001'],
  ],
  [
    'email',
    ['a@b.cn', '张三@例子.中国', 'x.y+z@mail.a-b.org'],
    ['a@b', 'a b@c.cn', '@b.cn', 'a@-b.cn', 'a@b..cn', `${'x'.repeat(65)}@b.cn`],
  ],
  ['phone', ['+8613800138000'], ['13800138000', '+0123456', '+86 138', `+${'1'.repeat(16)}`]],
] as const)('%s', (name, right, wrong) => {
  for (const text of right) expect(FORMATS[name].test(text), text).toBe(true);
  for (const text of wrong) expect(FORMATS[name].test(text), text).toBe(false);
});

it('orders and counts exact numbers', () => {
  expect(FORMATS.decimal.compare('10', '9')).toBeGreaterThan(0);
  expect(FORMATS.decimal.compare('-10', '-9')).toBeLessThan(0);
  expect(['5', '5.25', '-0.001'].map(decimalPlaces)).toEqual([0, 2, 3]);
});
