import type { ColumnTexts } from './types.ts';

/** Share of the cells whose text is such, 0 to 1. */
export function share({ texts }: ColumnTexts, is: (text: string) => boolean): number {
  let all = 0;
  let good = 0;
  for (const [text, count] of texts) {
    all += count;
    if (is(text)) good += count;
  }
  return all === 0 ? 0 : good / all;
}

/** How much of a column must be of a type for it to be taken as that. */
export const MOST = 0.9;

/** Most digits after the point among numbers written as people do. */
export function decimalsIn({ texts }: ColumnTexts): number {
  let most = 0;
  for (const text of texts.keys()) most = Math.max(most, /\.(\d+)/.exec(text)?.[1]?.length ?? 0);
  return most;
}
