/** A name without what people add or leave out: case, width, spaces, signs, "(required)" and the star of a form. */
export function foldName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([](必填|选填|required|optional)[)\]]/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/** Pairs of neighbouring characters. */
function bigrams(text: string): ReadonlySet<string> {
  const chars = [...text];
  if (chars.length < 2) return new Set(chars);
  return new Set(chars.slice(1).map((char, index) => `${chars[index]}${char}`));
}

/** How much two sets share, 0 to 1 (Dice). */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const item of a) if (b.has(item)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** Likeness of two names, 0 to 1; 1 where they differ in spaces, case or signs alone. */
export function likeness(a: string, b: string): number {
  const [left, right] = [foldName(a), foldName(b)];
  if (left === '' || right === '') return a.trim() === b.trim() ? 1 : 0;
  return left === right ? 1 : Math.min(0.99, overlap(bigrams(left), bigrams(right)));
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Known extends Choice {
  readonly folded: string;
  readonly pairs: ReadonlySet<string>;
}

const LEAST = 0.3;

/** Finds, for texts that match nothing, the few choices that were most likely meant. */
export function openSuggestions(choices: readonly Choice[], most = 3): (text: string) => readonly Choice[] {
  const known: Known[] = [];
  const byPair = new Map<string, Known[]>();
  for (const choice of choices) {
    const folded = foldName(choice.label);
    const one = { ...choice, folded, pairs: bigrams(folded) };
    known.push(one);
    for (const pair of one.pairs) byPair.set(pair, [...(byPair.get(pair) ?? []), one]);
  }
  return (text) => {
    const folded = foldName(text);
    const pairs = bigrams(folded);
    const near = new Set([...pairs].flatMap((pair) => byPair.get(pair) ?? []));
    return [...near]
      .map((one) => ({ one, score: one.folded === folded ? 1 : overlap(pairs, one.pairs) * 0.99 }))
      .filter(({ score }) => score >= LEAST)
      .sort((a, b) => b.score - a.score || (a.one.label < b.one.label ? -1 : 1))
      .slice(0, most)
      .map(({ one: { value, label } }) => ({ value, label }));
  };
}
