/** Rows per request of a list. */
export const PAGE_SIZE = 100;
/** Rows that a jump of the scrollbar can reach; the contract's bound on `offset` plus one page. */
export const MAX_ROWS = 100_000 + PAGE_SIZE;

/** What is known of a list's length. */
export interface Extent {
  readonly rows: number;
  /** Whether `rows` is the real length and not an estimate. */
  readonly exact: boolean;
}

/** The page of a row. */
export const pageOf = (row: number): number => Math.floor(row / PAGE_SIZE);

/** Pages that cover the rows from `first` to `last` (inclusive), never more than a screenful needs. */
export function pagesFor(first: number, last: number): number[] {
  if (last < first) return [];
  const from = pageOf(Math.max(0, first));
  return Array.from({ length: pageOf(last) - from + 1 }, (_, i) => from + i);
}

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
