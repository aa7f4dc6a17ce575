import fc from 'fast-check';
import { expect, test } from 'vitest';
import { queryTokens, searchTokens } from './search-tokens.ts';

test('tokens are pairs and characters beyond ASCII, lower case, in compatible form', () => {
  expect(searchTokens(['Ｇtx 云博'])).toEqual(['gt', 'tx', '云', '云博', '博']);
  expect(searchTokens(['a-b7', '张a'])).toEqual(['b7', '张', '张a']);
  expect(searchTokens(['𠮷野'])).toEqual(['𠮷', '𠮷野', '野']);
  expect(queryTokens('云博')).toEqual(['云博']);
  expect(queryTokens('李 GTX')).toEqual(['李', 'gt', 'tx']);
  expect(queryTokens('a 7 é')).toEqual(['é']);
  expect(queryTokens('%_')).toEqual([]);
});

test('a text has all tokens of every part of it', () => {
  const text = fc.stringMatching(/^[a-cA-C云博科技𠮷1 ,@-]{1,30}$/u);
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (whole, from, length) => {
      const part = [...whole].slice(from, from + length).join('');
      const tokens = new Set(searchTokens([whole]));
      for (const token of queryTokens(part)) expect(tokens).toContain(token);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a long text keeps a bounded number of tokens', () => {
  const long = Array.from({ length: 5_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
  expect(searchTokens([long])).toHaveLength(600);
});
