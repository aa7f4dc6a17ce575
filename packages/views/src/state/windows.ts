/** Rows per request of a list. */
export const PAGE_SIZE = 100;
/** Rows that a jump of the scrollbar can reach; the contract's bound on `offset` plus one page. */
export const MAX_ROWS = 1_000_000 + PAGE_SIZE;
/** Pages that stay at hand behind and ahead of those on the screen; others are dropped. */
export const MOST_PAGES = 20;

/** What is known of a list's length. */
export interface Extent {
  readonly rows: number;
  /** Whether `rows` is the real length and not an estimate. */
  readonly exact: boolean;
}

/** The page of a row. */
export const pageOf = (row: number): number => Math.floor(row / PAGE_SIZE);

/**
 * The length of a list from what the server said and from the pages that were seen: a page without a next one ends the
 * list exactly there, whatever an estimate said; a page beyond an estimate stretches it.
 */
export function extentOf(
  total: { readonly value: number; readonly kind: 'exact' | 'estimate' } | undefined,
  pages: ReadonlyMap<number, { readonly length: number; readonly next: string | null }>,
): Extent {
  let seen = 0;
  for (const [index, page] of pages) {
    const end = index * PAGE_SIZE + page.length;
    if (page.next === null && page.length > 0) return { rows: Math.min(end, MAX_ROWS), exact: true };
    if (page.length > 0) seen = Math.max(seen, end + 1);
  }
  const rows = Math.min(Math.max(total?.value ?? 0, seen), MAX_ROWS);
  return { rows, exact: total?.kind === 'exact' && total.value >= seen };
}

/** The pages that stay after others were looked at, the latest at the end, and those that go. */
export function keptPages(
  before: readonly string[],
  wanted: readonly string[],
): { readonly kept: readonly string[]; readonly dropped: readonly string[] } {
  const seen = new Set(wanted);
  const all = [...before.filter((page) => !seen.has(page)), ...wanted];
  const over = Math.max(0, Math.min(all.length - MOST_PAGES, all.length - wanted.length));
  return { kept: all.slice(over), dropped: all.slice(0, over) };
}
