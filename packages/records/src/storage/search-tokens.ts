/** Tokens kept per record; what a longer text has beyond is not found by quick search. */
const MAX_TOKENS = 600;

/** Letters, marks and digits in a row; a token never spans two rows. */
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * A letter or digit of ASCII is no token by itself: nearly every record has each of them, so that the index would grow
 * by half and find nothing. A search for one goes by the recheck alone.
 */
const isCommon = (char: string): boolean => char <= '\x7f';

/**
 * Tokens of a record's searchable texts: each pair of neighbours and each character beyond ASCII, lower case, NFKC
 * ("Ｇtx 云博" → gt, tx, 云, 云博, 博). Pairs find two Chinese characters through the index, where trigrams can't.
 */
export function searchTokens(texts: Iterable<string>): string[] {
  const tokens = new Set<string>();
  for (const text of texts) {
    for (const word of words(text)) {
      for (let i = 0; i < word.length; i++) {
        if (tokens.size >= MAX_TOKENS) return [...tokens];
        const char = word[i] ?? '';
        const next = word[i + 1];
        if (!isCommon(char)) tokens.add(char);
        if (next !== undefined && tokens.size < MAX_TOKENS) tokens.add(char + next);
      }
    }
  }
  return [...tokens];
}

/**
 * Tokens that every record must have whose text contains `query`: pairs, or the character where a word is but one and
 * not of ASCII. A record that has them need not contain the query: recheck. Empty when none is left.
 */
export function queryTokens(query: string): string[] {
  const tokens = new Set<string>();
  for (const word of words(query)) {
    if (word.length === 1 && word[0] && !isCommon(word[0])) tokens.add(word[0]);
    for (let i = 0; i + 1 < word.length; i++) tokens.add(`${word[i]}${word[i + 1]}`);
  }
  return [...tokens];
}

/** Words as lists of characters. By code point: 𠮷 is one character, not two halves. */
function words(text: string): (readonly string[])[] {
  return (text.normalize('NFKC').toLowerCase().match(WORDS) ?? []).map((word) => [...word]);
}
