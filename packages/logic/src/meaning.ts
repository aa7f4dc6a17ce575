import type { Checked } from './tree.ts';

/** Where a part stands and what it is shown as do not change what it says. */
const ASIDE = new Set(['at', 'options', 'labels', 'expr']);

/**
 * What an expression says, as a text to compare: the same expression says something else once the options behind it
 * have other labels or scores.
 */
export const meaningOf = ({ root }: Checked): string =>
  JSON.stringify(root, (key: string, value: unknown): unknown => {
    if (ASIDE.has(key)) return undefined;
    return key === 'op' ? (value as { readonly name: string }).name : value;
  });
