/** A text as search compares it: compatible form (ＧＴＸ = GTX), lower case. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A text folded character by character, with where each character of the folded text stands in the original. */
export interface Folded {
  readonly chars: readonly string[];
  /** By index in `chars`: start and end in the original, in UTF-16 units. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Folds a text so that what is found in it can be shown in the original. */
export function foldWithPlaces(text: string): Folded {
  const chars: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const original of text) {
    for (const char of foldText(original)) {
      chars.push(char);
      from.push(at);
      to.push(at + original.length);
    }
    at += original.length;
  }
  return { chars, from, to };
}
