import type { CSSProperties } from 'react';

/** px of the column of checkboxes. */
const CHECK_PX = 40;

/** How a column stays while the others scroll: right of those that stay before it. */
export function stickyAt(
  col: number,
  frozen: number,
): { readonly style: CSSProperties; readonly marks: Readonly<Record<string, true>> } {
  if (col >= frozen) return { style: {}, marks: {} };
  const before = Array.from({ length: col }, (_, i) => ` + var(--v-w${i})`).join('');
  return {
    style: { left: col === 0 ? CHECK_PX : `calc(${CHECK_PX}px${before})` },
    marks: { 'data-frozen': true, ...(col === frozen - 1 ? { 'data-edge': true } : {}) },
  };
}
