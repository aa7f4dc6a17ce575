import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEED } from '../testing/arbitrary.ts';
import { cleanText } from './text.ts';

it.each([
  ['  客户\u3000', '客户'],
  ['e\u0301', 'é'],
  ['a\u0007b', 'ab'],
  ['a\r\nb\tc', 'a b c'],
  ['', null],
  ['\ufeff \u00a0', null],
  ['𠮷🙂', '𠮷🙂'],
  ["'; DROP TABLE x; --", "'; DROP TABLE x; --"],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('stores %j as one line', (input, value) => {
  expect(cleanText(input)).toEqual({ ok: true, value });
});

it('takes the short way only with texts that the long way would leave as they are', () => {
  const chars = fc.constantFrom(...' !~aZ09、。〈〉【】一鿿！～', '\u3000', '\u00e9', '\u0301', '\uf900');
  fc.assert(
    fc.property(fc.string({ unit: chars, maxLength: 12 }), (input) => {
      expect(cleanText(input)).toEqual({ ok: true, value: input.normalize('NFC').trim() || null });
    }),
    SEED,
  );
});

it('keeps lines where there may be several', () => {
  expect(cleanText('a\r\nb\rc', 'many')).toEqual({ ok: true, value: 'a\nb\nc' });
});

it('refuses what PostgreSQL can’t store', () => {
  for (const input of ['a\u0000b', 'a\ud800', '\udc00']) {
    expect(cleanText(input)).toEqual({ ok: false, issues: [{ path: [], code: 'invalid_character' }] });
  }
  for (const input of [1, true, [], {}])
    expect(cleanText(input)).toMatchObject({ issues: [{ code: 'not_text' }] });
});
