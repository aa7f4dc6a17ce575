import { expect, it } from 'vitest';
import { amountInChinese, amountInEnglish } from './amount-words.ts';

it.each([
  ['0', '零元整'],
  ['12345.6', '壹万贰仟叁佰肆拾伍元陆角整'],
  ['0.05', '伍分'],
  ['0.5', '伍角整'],
  ['10.05', '壹拾元零伍分'],
  ['100', '壹佰元整'],
  ['1001', '壹仟零壹元整'],
  ['1010.1', '壹仟零壹拾元壹角整'],
  ['10000', '壹万元整'],
  ['100200.03', '壹拾万零贰佰元零叁分'],
  ['10200003', '壹仟零贰拾万零叁元整'],
  ['100000000', '壹亿元整'],
  ['100000001', '壹亿零壹元整'],
  ['1020003000400', '壹万零贰佰亿零叁佰万零肆佰元整'],
  ['1234567890123456', '壹仟贰佰叁拾肆万伍仟陆佰柒拾捌亿玖仟零壹拾贰万叁仟肆佰伍拾陆元整'],
  ['-3.145', '负叁元壹角伍分'],
  ['0.995', '壹元整'],
  ['10000000000000000', null],
])('writes %s as %s', (value, words) => {
  expect(amountInChinese(value)).toBe(words);
});

it.each([
  ['0', 'Zero and 00/100'],
  ['12345.6', 'Twelve thousand three hundred forty-five and 60/100'],
  ['1000000.01', 'One million and 01/100'],
  ['-19', 'Minus nineteen and 00/100'],
  ['700', 'Seven hundred and 00/100'],
  ['1000000000000000', null],
])('writes %s as %s', (value, words) => {
  expect(amountInEnglish(value)).toBe(words);
});
