import { type Likeness, readingsOf } from '@trellis/metadata';
import { apart, nameParts } from './core.ts';
import type { CompiledPair } from './rules.ts';

/** Why two values are alike: the same, names that sound the same, one within the other, or with most pairs of characters in common. */
export const WAYS = ['same', 'sound', 'part', 'close'] as const;
export type Way = (typeof WAYS)[number];

/** How alike two values are, from 0 to 1. */
export interface Alike {
  readonly degree: number;
  readonly way: Way;
}

/** Below this share of common pairs names have nothing to do with each other. */
const CLOSE = 0.6;
/** What is left of a likeness where the places differ: branches and namesakes. */
const APART = 0.7;
/** A name inside another must be so long to say anything. */
const PART = 3;

/**
 * How alike two values are that are read as their pair says (names as companies); undefined where they are not.
 * @param parts takes names apart
 */
export function alike(how: Likeness, mine: string, theirs: string, parts = nameParts): Alike | undefined {
  if (mine === '' || theirs === '') return undefined;
  if (mine === theirs) return { degree: 1, way: 'same' };
  if (how !== 'similar' && how !== 'pinyin') return undefined;
  const [one, two] = [parts(mine), parts(theirs)];
  const found = coresAlike(how, [...one.core], [...two.core]);
  return found && apart(one.places, two.places) ? { ...found, degree: found.degree * APART } : found;
}

function coresAlike(how: Likeness, a: readonly string[], b: readonly string[]): Alike | undefined {
  const same = a.join('') === b.join('');
  if (same && how === 'similar') return { degree: 0.95, way: 'part' };
  if (same || soundsLike(a, b)) return { degree: 0.9, way: 'sound' };
  if (how === 'pinyin') return undefined;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= PART && long.join('').includes(short.join('')))
    return { degree: Math.max(0.8, short.length / long.length), way: 'part' };
  const degree = dice(a, b);
  return degree >= CLOSE ? { degree, way: 'close' } : undefined;
}

/** Each character is the same or may be read the same. */
function soundsLike(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length &&
    a.every((char, index) => {
      const other = b[index] ?? '';
      return char === other || readingsOf(char).some((syllable) => readingsOf(other).includes(syllable));
    })
  );
}

/** Share of the pairs of neighbouring characters that both have. */
function dice(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const total = first.length + second.length;
  if (total === 0) return 0;
  const left = [...second];
  let common = 0;
  for (const pair of first) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    common++;
  }
  return (2 * common) / total;
}

const pairsOf = (chars: readonly string[]): string[] =>
  chars.slice(1).map((char, index) => `${chars[index]}${char}`);

/** A pair of fields that speaks for two records being the same. */
export interface Reason {
  readonly pair: CompiledPair;
  readonly way: Way;
  /** From 0 to 100. */
  readonly degree: number;
}

/**
 * How likely two records are the same, from 0 to 100, and why. Each pair that is alike takes its share of the doubt that
 * the others leave: 90 and 50 make 95.
 * @param mine values by field, read as `readingOfPair` says
 * @param parts takes names apart; one that remembers them where many records are compared
 */
export function scoreOf(
  pairs: readonly CompiledPair[],
  mine: (pair: CompiledPair) => string,
  theirs: (pair: CompiledPair) => string,
  parts = nameParts,
): { readonly score: number; readonly reasons: readonly Reason[] } {
  const reasons: Reason[] = [];
  let doubt = 1;
  for (const pair of pairs) {
    const found = alike(pair.how, mine(pair), theirs(pair), parts);
    if (!found) continue;
    reasons.push({ pair, way: found.way, degree: Math.round(found.degree * 100) });
    doubt *= 1 - (found.degree * pair.weight) / 100;
  }
  return { score: Math.round((1 - doubt) * 100), reasons };
}
