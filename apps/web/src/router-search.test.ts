import { expect, test } from 'vitest';
import { ownAddress, parseSearch, stringifySearch, textsOnly } from './router-search.ts';

test('parameters stay texts: a numeric search is not a number, a filter not an object', () => {
  const search = { q: '007', filter: '{"==":[{"var":"a"},"x & y"]}', record: 'null' };
  expect(parseSearch(stringifySearch(search).slice(1))).toEqual(search);
});

test('nothing to say leaves no question mark', () => {
  expect(stringifySearch({})).toBe('');
  expect(stringifySearch({ view: undefined })).toBe('');
});

test('what is not a text is not a parameter', () => {
  expect(textsOnly({ view: 'all', record: 5, tab: null })).toEqual({ view: 'all' });
});

test.each([
  ['/w/acme/apps?x=1', '/w/acme/apps?x=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('a login leads to %s only inside the product', (to, leads) => {
  expect(ownAddress(to)).toBe(leads);
});
