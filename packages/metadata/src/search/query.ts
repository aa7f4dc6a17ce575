import { foldText } from './fold.ts';
import { spellingsOf } from './syllables.ts';

/** A word of a search. */
export interface SearchTerm {
  /** As it stands in the texts that have it: folded. */
  readonly text: string;
  /** Ways to read it as pinyin, the last syllable perhaps half typed; the letters may also be initials. */
  readonly pinyin?: readonly (readonly string[])[];
}

/** What is searched for: every term, or else the digits of a telephone number. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[];
  /** Digits of a number typed with a country or area code or with separators, as telephone numbers are kept. */
  readonly digits?: string;
}

const MAX_TERMS = 10;
/** What no stored text has: NUL and halves of characters. */
const UNSTORABLE = /\0|\p{Cs}/gu;
const LETTERS = /^[a-z]{2,40}$/;
const NUMBER = /^[+\d][\d\s().\-‐‑–—/]*$/;
/** Fewer digits are looked for as they stand. */
const MIN_DIGITS = 5;
/** From so many on a 0 at the beginning is that of an area code, not of a number of ours. */
const AREA_DIGITS = 7;

/** Reads what somebody typed into a search box. No terms: nothing to search for. */
export function readSearch(search: string): SearchQuery {
  const folded = foldText(search).replaceAll(UNSTORABLE, '').trim();
  const words = [...new Set(folded.split(/\s+/u))].filter(Boolean).slice(0, MAX_TERMS);
  const digits = digitsOf(folded, words);
  return { terms: words.map(termOf), ...(digits === undefined ? {} : { digits }) };
}

const termOf = (text: string): SearchTerm =>
  LETTERS.test(text) ? { text, pinyin: spellingsOf(text) } : { text };

function digitsOf(text: string, words: readonly string[]): string | undefined {
  if (!NUMBER.test(text)) return undefined;
  const typed = text.replace(/\D/g, '');
  if (typed.length < MIN_DIGITS) return undefined;
  // Kept numbers begin with + and the country: neither 00 nor the 0 of an area code stands in them.
  const digits =
    typed.length < AREA_DIGITS ? typed : typed.replace(/^0{1,2}(?=[1-9])/, '').replace(/^860(?=[1-9])/, '86');
  return words.length === 1 && words[0] === digits ? undefined : digits;
}
