import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { money, moneyInWords } from './model.ts';

it.each([
  ['1,234.50', '1234.5'],
  ['￥1,234.50', '1234.5'],
  ['CNY 12', '12'],
  ['12元', '12'],
  ['１２．５', '12.5'],
  ['1.5万', '15000'],
  ['2亿', '200000000'],
  ['(1,200)', '-1200'],
  ['-¥3', '-3'],
  ['0.1', '0.1'],
  ['12,345,67', ['invalid_number']],
  ['1,5', ['invalid_number']],
  ['$5', ['invalid_number']],
  ['12abc', ['invalid_number']],
])('reads %s', (text, value) => {
  expect(read(money, text)).toEqual(value);
});

it('keeps every digit and shows the cents', () => {
  expect(show(money, '12345678901234567890.5' as never)).toBe('¥12,345,678,901,234,567,890.50');
  expect(show(money, '-1234.5' as never, { currency: 'USD' })).toBe('-$1,234.50');
  expect(show(money, '5' as never, { currency: 'CHF' })).toBe('CHF 5.00');
});

it.each([
  ['10000.5', true, 'zh', '壹万元伍角整'],
  ['10000.5', true, 'en', 'CNY Ten thousand and 50/100'],
  ['10000.5', 'zh-Hant', 'en', '壹萬圓伍角整'],
  ['-236', 'zh-Hant', 'zh', '負貳佰參拾陸圓整'],
  ['236', 'en', 'zh', 'CNY Two hundred thirty-six and 00/100'],
] as const)('writes %s out as %s for a reader of %s', (value, words, locale, text) => {
  expect(moneyInWords(value, { currency: 'CNY', decimals: 2, words }, locale)).toBe(text);
});
