import { foldText, MAX_PINYIN_TEXT, readingsOf, type SearchTerm, syllablesFrom } from '@trellis/metadata';

/**
 * Grows when records get other tokens than before; a process that starts writes those of records that have older ones
 * anew (`search/renew.ts`).
 */
export const SEARCH_SCHEME = 3;

/** Tokens kept per record; what a longer text has beyond is not found by quick search. */
const MAX_TOKENS = 600;

/** Letters, marks and digits in a row; a token never spans two rows. */
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * A letter or digit of ASCII is no token by itself: nearly every record has each of them, so that the index would grow
 * by half and find nothing. A search for one goes by the recheck alone.
 */
const isCommon = (char: string): boolean => char <= '\x7f';

/** The characters of a word, by code point: 𠮷 is one, not two halves. A word without such is its own list. */
type Word = ArrayLike<string>;

/** Three digits in a row are a token too: every pair of digits stands in one telephone number of ten. */
function threeDigits(word: Word, at: number): string | undefined {
  const a = word[at];
  if (!isDigit(a)) return undefined;
  const [b, c] = [word[at + 1], word[at + 2]];
  return isDigit(b) && isDigit(c) ? a + b + c : undefined;
}
const isDigit = (char: string | undefined): char is string =>
  char !== undefined && char >= '0' && char <= '9';

/** A searchable text of a record. */
export interface SearchText {
  readonly field: string;
  readonly text: string;
  /** It is the title: what begins with the search comes first. */
  readonly title?: boolean;
  /** It is written by people, so that it is found by pinyin too. */
  readonly named?: boolean;
}

/** What is kept of a record's searchable texts. */
export interface SearchImage {
  /** By which the index finds candidates, whoever asks. */
  readonly tokens: readonly string[];
  /** Readings by field, by which candidates are judged under what the member may see: a line "field⇥'su'zhou|…" each. */
  readonly pinyin: string | null;
}

/**
 * What search keeps of a record. Tokens, lower case and NFKC: each pair of neighbours, each character beyond ASCII and each
 * three digits ("Ｇtx 云博 138" → gt, tx, 云, 云博, 博, 13, 38, 138): pairs find two Chinese characters through the index, where trigrams can't. "^云" for
 * how the title begins. Of Chinese names also the pairs of initials (yb) and the syllables ('yun, 'bo).
 */
export function searchImage(texts: readonly SearchText[]): SearchImage {
  const tokens = new Set<string>();
  const lines: string[] = [];
  // Short ones first: names and numbers are found whole, whatever a long description leaves out.
  for (const { field, text, title, named } of [...texts].sort((a, b) => a.text.length - b.text.length)) {
    const words = wordsOf(text);
    if (named && text.length <= MAX_PINYIN_TEXT) {
      const runs = words.flatMap(readRuns);
      for (const run of runs) for (const token of pinyinTokens(run)) tokens.add(token);
      if (runs.length > 0) lines.push(`\n${field}\t${runs.map(written).join(' ')}`);
    }
    if (title && words[0]?.[0] !== undefined) tokens.add(`^${words[0][0]}`);
    for (const word of words) addTextTokens(tokens, word);
    if (tokens.size >= MAX_TOKENS) break;
  }
  return { tokens: [...tokens].slice(0, MAX_TOKENS), pinyin: lines.length > 0 ? lines.join('') : null };
}

function addTextTokens(tokens: Set<string>, word: Word): void {
  for (let at = 0; at < word.length; at++) {
    const char = word[at] ?? '';
    if (!isCommon(char)) tokens.add(char);
    if (at + 1 < word.length) tokens.add(char + word[at + 1]);
    const three = threeDigits(word, at);
    if (three !== undefined) tokens.add(three);
  }
}

type Run = readonly (readonly string[])[];

/** The readings of neighbouring Chinese characters of a word. */
function readRuns(word: Word): Run[] {
  const runs: (readonly string[])[][] = [];
  let run: (readonly string[])[] = [];
  for (let at = 0; at < word.length; at++) {
    const char = word[at] ?? '';
    const readings = isCommon(char) ? [] : readingsOf(char);
    if (readings.length > 0) run.push(readings);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...runs, run] : runs;
}

function* pinyinTokens(run: Run): Generator<string> {
  for (const [index, readings] of run.entries()) {
    for (const first of readings) {
      yield `'${first}`;
      for (const second of run[index + 1] ?? []) yield `${first[0]}${second[0]}`;
    }
  }
}

const written = (run: Run): string => run.map((readings) => `'${readings.join('|')}`).join('');

/** Tokens that a record must have: all of the one and one of the other. */
export interface TokenSet {
  readonly all: readonly string[];
  readonly any?: readonly string[];
}

/**
 * Sets of tokens one of which every record has that is found by a term: for its text and for its pinyin initials, and
 * for each way to read it as pinyin. A record that has them need not be found: judge it. Empty: the index can't tell.
 */
export function tokensOfTerm({ text, pinyin = [] }: SearchTerm): readonly TokenSet[] {
  const all = queryTokens(text);
  if (all.length === 0) return [];
  return [{ all }, ...pinyin.map(spelledTokens)];
}

function spelledTokens(spelling: readonly string[]): TokenSet {
  const whole = spelling.slice(0, -1);
  return {
    all: whole.flatMap((syllable, index) => [`'${syllable}`, `${syllable[0]}${spelling[index + 1]?.[0]}`]),
    any: syllablesFrom(spelling.at(-1) ?? '').map((syllable) => `'${syllable}`),
  };
}

/** Tokens that every record has whose title begins with the text. */
export function tokensOfBeginning(text: string): readonly string[] {
  const first = wordsOf(text)[0]?.[0];
  return first !== undefined && text.startsWith(first) ? [`^${first}`, ...queryTokens(text)] : [];
}

/**
 * Tokens that every record has whose text contains `text`: pairs, three digits in place of the pairs in them, or the
 * character where a word is but one and not of ASCII.
 */
export function queryTokens(text: string): string[] {
  const tokens = new Set<string>();
  for (const word of wordsOf(text)) {
    if (word.length === 1 && word[0] && !isCommon(word[0])) tokens.add(word[0]);
    for (let i = 0; i + 1 < word.length; i++) {
      const three = threeDigits(word, i);
      if (three !== undefined) tokens.add(three);
      else if (i === 0 || threeDigits(word, i - 1) === undefined) tokens.add(`${word[i]}${word[i + 1]}`);
    }
  }
  return [...tokens];
}

/** Regular expression of PostgreSQL for readings that a term of letters is found by, in the lines of these fields. */
export function pinyinPattern({ text, pinyin = [] }: SearchTerm, fields: readonly string[]): string {
  const begins = (letters: string) => `'([a-z|]*[|])?${letters}`;
  const initials = [...text].map(begins).join('[a-z|]*');
  const spellings = pinyin.map((spelling) => spelling.map(begins).join('([|][a-z|]*)?'));
  return `\n(${fields.join('|')})\t[^\n]*(${[initials, ...spellings].join('|')})`;
}

const HALVES = /[\ud800-\udfff]/;

const wordsOf = (text: string): Word[] =>
  (foldText(text).match(WORDS) ?? []).map((word) => (HALVES.test(word) ? [...word] : word));
