/** One kind of what happened, as far as it has arrived: the newest first. */
export interface Stream<T> {
  readonly items: readonly T[];
  /** Older ones have not arrived yet. */
  readonly more: boolean;
}

/** What happened, of all kinds together. */
export interface Merged<T> {
  readonly items: readonly T[];
  /** Places of the streams without which it can't go on. */
  readonly wanted: readonly number[];
}

/**
 * Puts streams together by time, each in its own order. Where one of them has run dry and may have more, it ends: what comes
 * next there could be newer than what the others have.
 */
export function mergeStreams<T extends { readonly at: string }>(streams: readonly Stream<T>[]): Merged<T> {
  const places = streams.map(() => 0);
  const items: T[] = [];
  for (;;) {
    const heads = streams.map((stream, index) => stream.items[places[index] ?? 0]);
    const dry = streams.flatMap(({ more }, index) => (heads[index] === undefined && more ? [index] : []));
    const newest = heads.reduce<number | undefined>((best, head, index) => {
      const other = best === undefined ? undefined : heads[best];
      return head && (!other || head.at > other.at) ? index : best;
    }, undefined);
    const head = newest === undefined ? undefined : heads[newest];
    if (dry.length > 0 || newest === undefined || !head) return { items, wanted: dry };
    places[newest] = (places[newest] ?? 0) + 1;
    items.push(head);
  }
}
