import { expect, it } from 'vitest';
import { checkValue } from '../../schema/check-value.ts';
import { read } from '../../testing/text.ts';
import { url } from './model.ts';

it.each([
  ['www.Example.com/Path', 'https://www.example.com/Path'],
  ['//a.cn', 'https://a.cn'],
  ['HTTP://A.cn:8080?Q=1', 'http://a.cn:8080?Q=1'],
  [' https://例子.中国/产品 ', 'https://例子.中国/产品'],
])('reads %s', (text, value) => {
  expect(read(url, text)).toBe(value);
  expect(checkValue(url.valueSchema({}), value)).toEqual([]);
});

it.each([
  'javascript:alert(1)',
  'javascript://a.cn/%0aalert(1)',
  'ftp://a.cn',
  'https://',
  'https://a b.cn',
  'https://a.cn/"x',
  'https://user:pass@a.cn',
  'https://-a.cn',
])('refuses %s', (text) => {
  expect(checkValue(url.valueSchema({}), read(url, text))).toMatchObject([{ code: 'invalid_url' }]);
});
