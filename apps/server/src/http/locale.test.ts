import { expect, test } from 'vitest';
import { localeFrom } from './locale.ts';

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-US,en;q=0.9', 'en'],
  ['fr-FR, en;q=0.3, zh;q=0.7', 'zh'],
  ['zh;q=0, en', 'en'],
  ['fr', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [';;;,,,q=', undefined],
])('%s → %s', (header, locale) => {
  expect(localeFrom(header)).toBe(locale);
});
