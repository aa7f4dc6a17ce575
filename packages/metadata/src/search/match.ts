import { type Folded, foldWithPlaces } from './fold.ts';
import type { SearchQuery, SearchTerm } from './query.ts';

/** Start and end within a text, in UTF-16 units. */
export type TextRange = readonly [from: number, to: number];

/** How characters may be read in pinyin (`readingsOf`); absent where pinyin is not asked for. */
export type Readings = (char: string) => readonly string[];

/** How well a text answers a search, the best first. */
export const MATCH_GRADES = ['exact', 'prefix', 'part', 'pinyin'] as const;
export type MatchGrade = (typeof MATCH_GRADES)[number];

/** What of a search is found in a text. */
export interface TextMatch {
  /** Indices of the terms that are found; all of them when the digits are. */
  readonly terms: ReadonlySet<number>;
  /** Of the term that is found worst. */
  readonly grade: MatchGrade;
  /** In order, without overlaps. */
  readonly ranges: readonly TextRange[];
}

/** Longest text whose pinyin is found: names, not prose. */
export const MAX_PINYIN_TEXT = 60;

/** Finds the terms of a search in a text; undefined where there is none of them. */
export function matchText(text: string, query: SearchQuery, readings?: Readings): TextMatch | undefined {
  const folded = foldWithPlaces(text);
  const whole = folded.chars.join('');
  const found = new Map<number, { readonly grade: MatchGrade; readonly ranges: readonly TextRange[] }>();
  for (const [index, term] of query.terms.entries()) {
    const hit = inText(folded, whole, term) ?? (readings && inPinyin(text, folded, term, readings));
    if (hit) found.set(index, hit);
  }
  if (found.size < query.terms.length) {
    const ranges = inDigits(folded, query.digits ?? onlyDigits(query));
    if (ranges) {
      const terms = new Set(query.terms.keys());
      return { terms, grade: 'part', ranges };
    }
  }
  if (found.size === 0) return undefined;
  const grades = [...found.values()].map(({ grade }) => MATCH_GRADES.indexOf(grade));
  return {
    terms: new Set(found.keys()),
    grade: MATCH_GRADES[Math.max(...grades)] ?? 'part',
    ranges: merged([...found.values()].flatMap(({ ranges }) => ranges)),
  };
}

type Hit = { readonly grade: MatchGrade; readonly ranges: readonly TextRange[] };

function inText(folded: Folded, whole: string, { text }: SearchTerm): Hit | undefined {
  const first = whole.indexOf(text);
  if (first < 0) return undefined;
  const ranges: TextRange[] = [];
  const units = unitsOf(folded);
  for (let at = first; at >= 0; at = whole.indexOf(text, at + text.length)) {
    ranges.push(rangeOf(folded, units.indexOf(at), units.indexOf(at + text.length)));
  }
  const grade = first > 0 ? 'part' : whole.trimEnd() === text ? 'exact' : 'prefix';
  return { grade, ranges };
}

/** Where each folded character begins in the folded text, and where that ends. */
function unitsOf({ chars }: Folded): number[] {
  const units = [0];
  for (const char of chars) units.push((units.at(-1) ?? 0) + char.length);
  return units;
}

/** From the character `first` to before `end`. */
const rangeOf = ({ from, to }: Folded, first: number, end: number): TextRange => [
  from[first] ?? 0,
  to[end - 1] ?? 0,
];

function inPinyin(text: string, folded: Folded, term: SearchTerm, readings: Readings): Hit | undefined {
  if (!term.pinyin || text.length > MAX_PINYIN_TEXT) return undefined;
  const read = folded.chars.map(readings);
  const initials = [...term.text];
  const asInitials = (reading: string, index: number) => reading.startsWith(initials[index] ?? '');
  for (let at = 0; at < read.length; at++) {
    if (follows(read, at, initials.length, asInitials)) return pinyinHit(folded, at, initials.length);
    for (const spelling of term.pinyin) {
      const last = spelling.length - 1;
      const spelled = (reading: string, index: number) =>
        index === last ? reading.startsWith(spelling[index] ?? '') : reading === spelling[index];
      if (follows(read, at, spelling.length, spelled)) return pinyinHit(folded, at, spelling.length);
    }
  }
  return undefined;
}

const follows = (
  read: readonly (readonly string[])[],
  at: number,
  length: number,
  fits: (reading: string, index: number) => boolean,
): boolean => {
  for (let index = 0; index < length; index++) {
    if (!read[at + index]?.some((reading) => fits(reading, index))) return false;
  }
  return true;
};

const pinyinHit = (folded: Folded, at: number, length: number): Hit => ({
  grade: 'pinyin',
  ranges: [rangeOf(folded, at, at + length)],
});

/** Digits across what people put between them, as telephone numbers are shown. */
function inDigits(folded: Folded, digits: string | undefined): readonly TextRange[] | undefined {
  if (digits === undefined) return undefined;
  const places = [...folded.chars.keys()].filter((index) => /\d/.test(folded.chars[index] ?? ''));
  const shown = places.map((index) => folded.chars[index]).join('');
  // What is shown may leave out the country or show the 0 of an area code.
  const national = digits.replace(/^86/, '');
  for (const wanted of [`0${national}`, national, digits]) {
    const at = wanted.length > 2 ? shown.indexOf(wanted) : -1;
    if (at >= 0) return [rangeOf(folded, places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1)];
  }
  return undefined;
}

const onlyDigits = ({ terms }: SearchQuery): string | undefined =>
  terms.length === 1 && /^\d+$/.test(terms[0]?.text ?? '') ? terms[0]?.text : undefined;

function merged(ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}
