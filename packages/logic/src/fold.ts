/**
 * Our own case folding, one code point to one code point, so that `translate()` in PostgreSQL and JS agree on
 * every platform and Unicode version. Characters outside this list (İ, ı, ß …) are only equal to themselves.
 */

/** [first capital, last capital, step, distance to the small letter]. */
const RANGES: readonly (readonly [number, number, number, number])[] = [
  [0x41, 0x5a, 1, 32], // ASCII
  [0xc0, 0xd6, 1, 32], // Latin-1
  [0xd8, 0xde, 1, 32],
  [0x100, 0x12e, 2, 1], // Latin Extended-A, without İ
  [0x132, 0x136, 2, 1],
  [0x139, 0x147, 2, 1],
  [0x14a, 0x176, 2, 1],
  [0x179, 0x17d, 2, 1],
  [0x1cd, 0x1db, 2, 1], // the caron vowels of pinyin
  [0x391, 0x3a1, 1, 32], // Greek
  [0x3a3, 0x3ab, 1, 32],
  [0x386, 0x386, 1, 38],
  [0x388, 0x38a, 1, 37],
  [0x38c, 0x38c, 1, 64],
  [0x38e, 0x38f, 1, 63],
  [0x400, 0x40f, 1, 80], // Cyrillic
  [0x410, 0x42f, 1, 32],
  [0x460, 0x480, 2, 1],
  [0x48a, 0x4be, 2, 1],
  [0x4d0, 0x52e, 2, 1],
  [0x531, 0x556, 1, 48], // Armenian
  [0x1e00, 0x1e94, 2, 1], // Latin Extended Additional, Vietnamese
  [0x1ea0, 0x1efe, 2, 1],
  [0x2160, 0x216f, 1, 16], // Roman numerals
  [0x24b6, 0x24cf, 1, 26], // circled letters
  [0xff21, 0xff3a, 1, 32], // full-width letters
  [0x10400, 0x10427, 1, 40], // Deseret: beyond the first plane, as a witness
];

/** Letters with two small forms or a far one: Ÿ, final sigma, capital sharp s, micro sign, long s, Kelvin, Ångström. */
const SINGLES: readonly (readonly [string, string])[] = [
  ['Ÿ', 'ÿ'],
  ['ς', 'σ'],
  ['ẞ', 'ß'],
  ['µ', 'μ'],
  ['ſ', 's'],
  ['\u212a', 'k'],
  ['\u212b', 'å'],
];

/** Letters with one capital and one small form each, by the list above. */
const CASES: readonly (readonly [capital: string, small: string])[] = [
  ...RANGES.flatMap(([first, last, step, distance]) =>
    Array.from({ length: (last - first) / step + 1 }, (_, index): readonly [string, string] => {
      const code = first + index * step;
      return [String.fromCodePoint(code), String.fromCodePoint(code + distance)];
    }),
  ),
  ['Ÿ', 'ÿ'],
];

/** Capital → small. */
export const SMALL: ReadonlyMap<string, string> = new Map(CASES);

/** Small → capital. */
export const CAPITAL: ReadonlyMap<string, string> = new Map(
  CASES.map(([capital, small]) => [small, capital]),
);

/** The text with each character exchanged as a table says. */
export function exchange(text: string, table: ReadonlyMap<string, string>): string {
  let result = '';
  for (const character of text) result += table.get(character) ?? character;
  return result;
}

/** Every folded character and what it becomes. */
export const FOLDS: ReadonlyMap<string, string> = new Map([...CASES, ...SINGLES]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII means from the first code point on.
const ASCII = /^[\x00-\x7f]*$/;

/** The text with capitals made small by the list above. */
export function foldCase(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return exchange(text, FOLDS);
}

/** Order by code points, as `COLLATE "C"` has it in UTF-8 (JS `<` compares UTF-16 units: 𠮷 before ﬀ). */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x === y) continue;
    // Surrogates (D800–DFFF) stand for code points above all others: move them behind E000–FFFF.
    return rank(x) < rank(y) ? -1 : 1;
  }
  return Math.sign(a.length - b.length) as -1 | 0 | 1;
}

const rank = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;
