import { matchText, readingsOf, readSearch } from '@trellis/metadata';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinyinPattern, queryTokens, searchImage, type TokenSet, tokensOfTerm } from './search-tokens.ts';

const imageOf = (text: string) => searchImage([{ field: 'name', text, named: true }]);
const plain = (...texts: string[]) =>
  searchImage(texts.map((text, index) => ({ field: `f${index}`, text }))).tokens;
const has = (tokens: ReadonlySet<string>, { all, any }: TokenSet) =>
  all.every((token) => tokens.has(token)) && (!any || any.some((token) => tokens.has(token)));
/** What the database does with the pattern; JS reads it the same. */
const matches = (pinyin: string | null, pattern: string) =>
  pinyin !== null && new RegExp(pattern).test(pinyin);

test('tokens are pairs and characters beyond ASCII, lower case, in compatible form', () => {
  expect(plain('Ｇtx 云博')).toEqual(['gt', 'tx', '云', '云博', '博']);
  expect(plain('a-b7', '张a')).toEqual(['张', '张a', 'b7']);
  expect(plain('𠮷野')).toEqual(['𠮷', '𠮷野', '野']);
  expect(queryTokens('云博')).toEqual(['云博']);
  expect(queryTokens('李 GTX')).toEqual(['李', 'gt', 'tx']);
  expect(queryTokens('a 7 é')).toEqual(['é']);
  expect(queryTokens('%_')).toEqual([]);
});

test('three digits in a row are a token, and stand for the pairs in them', () => {
  expect(plain('138x')).toEqual(['13', '138', '38', '8x']);
  expect(queryTokens('1388')).toEqual(['138', '388']);
  expect(queryTokens('a138b 97')).toEqual(['a1', '138', '8b', '97']);
  expect(queryTokens('١٢٣')).toEqual(['١٢', '٢٣']);
});

test('a name also has its initials, its syllables and how it begins', () => {
  const { tokens, pinyin } = searchImage([{ field: 'name', text: '单立A', title: true, named: true }]);
  expect(tokens).toEqual([
    "'dan",
    'dl',
    "'shan",
    'sl',
    "'chan",
    'cl',
    "'li",
    '^单',
    '单',
    '单立',
    '立',
    '立a',
  ]);
  expect(pinyin).toBe("\nname\t'dan|shan|chan'li");
});

test('numbers and prose have no pinyin', () => {
  expect(searchImage([{ field: 'no', text: '单-1' }]).pinyin).toBeNull();
  expect(imageOf('云'.repeat(61)).pinyin).toBeNull();
  expect(imageOf('云'.repeat(60)).pinyin).not.toBeNull();
});

test('a text has all tokens of every part of it', () => {
  const text = fc.stringMatching(/^[a-cA-C云博科技𠮷0-3 ,@-]{1,30}$/u);
  fc.assert(
    fc.property(text, fc.nat(30), fc.nat(30), (whole, from, length) => {
      const part = [...whole].slice(from, from + length).join('');
      const tokens = new Set(plain(whole));
      for (const token of queryTokens(part)) expect(tokens).toContain(token);
    }),
    { seed: 7, numRuns: 300 },
  );
});

/** Characters that are read alike, in several ways, with ü, or as a part of another. */
const NAMES = fc.stringMatching(/^[苏州启明单曾吕安西先重庆行a ]{1,8}$/u);

test('every way to type a part of a name is found: initials, syllables, the last one half typed', () => {
  fc.assert(
    fc.property(
      NAMES,
      fc.nat(8),
      fc.nat(7),
      fc.nat(3),
      fc.nat(6),
      fc.boolean(),
      (text, at, more, which, cut, short) => {
        const chars = [...text];
        const read = chars.slice(at, at + more + 1).map((char) => readingsOf(char));
        if (read.length === 0 || read.some(({ length }) => length === 0)) return;
        const spelled = read.map((readings) => readings[which % readings.length] ?? '');
        const whole = spelled.join('');
        const last = spelled.at(-1)?.length ?? 0;
        const typed = short
          ? spelled.map((syllable) => syllable[0]).join('')
          : whole.slice(0, whole.length - (cut % last));
        const [term] = readSearch(typed).terms;
        if (!term?.pinyin) return;
        const { tokens, pinyin } = imageOf(text);
        const sets = tokensOfTerm(term);
        expect(
          sets.some((set) => has(new Set(tokens), set)),
          `${typed} in ${text}`,
        ).toBe(true);
        expect(matches(pinyin, pinyinPattern(term, ['name'])), `${typed} in ${text}`).toBe(true);
        expect(matches(pinyin, pinyinPattern(term, ['other']))).toBe(false);
      },
    ),
    { seed: 11, numRuns: 1_000 },
  );
});

test('what the pattern finds is what is shown as found, and its tokens are there', () => {
  fc.assert(
    fc.property(NAMES, fc.stringMatching(/^[suzhoqimgandxcelvr]{2,6}$/), (text, typed) => {
      const query = readSearch(typed);
      const [term] = query.terms;
      if (!term) return;
      const { tokens, pinyin } = imageOf(text);
      const found = matches(pinyin, pinyinPattern(term, ['name'])) || text.includes(typed);
      expect(matchText(text, query, readingsOf) !== undefined, `${typed} in ${text}`).toBe(found);
      if (found) expect(tokensOfTerm(term).some((set) => has(new Set(tokens), set))).toBe(true);
    }),
    { seed: 12, numRuns: 3_000 },
  );
});

test('a long text keeps a bounded number of tokens, and short ones keep all of theirs', () => {
  const long = Array.from({ length: 5_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
  expect(plain(long)).toHaveLength(600);
  expect(plain(long, 'HT-2026')).toEqual(expect.arrayContaining(['ht', '20', '02', '26']));
});
