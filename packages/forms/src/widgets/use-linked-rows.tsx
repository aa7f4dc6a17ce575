import { useCallback, useEffect, useRef, useState } from 'react';
import type { LinkedRows } from './relations.ts';

const NONE: LinkedRows = { rows: [], refs: {}, next: null };
const DEBOUNCE = 300;

/** Fetches a page of records; the cursor is that of the page before. */
export type Fetch = (after: string | undefined, signal: AbortSignal) => Promise<LinkedRows>;

/**
 * Records that follow what is on the screen: asked for at once, again 300 ms after the question changed (`key`). What
 * was there stays until the answer comes.
 */
export function useLinkedRows(key: string | undefined, fetch: Fetch | undefined) {
  const [found, setFound] = useState<{
    readonly page: LinkedRows;
    readonly state: 'idle' | 'busy' | 'done' | 'failed';
  }>({ page: NONE, state: 'idle' });
  const [turn, setTurn] = useState(0);
  const latest = useRef(fetch);
  latest.current = fetch;
  const first = useRef(true);
  const stop = useRef<AbortController>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks the same question again
  useEffect(() => {
    if (key === undefined || !latest.current) return;
    const mine = new AbortController();
    stop.current = mine;
    setFound(({ page }) => ({ page, state: 'busy' }));
    const timer = setTimeout(
      async () => {
        try {
          const page = (await latest.current?.(undefined, mine.signal)) ?? NONE;
          if (!mine.signal.aborted) setFound({ page, state: 'done' });
        } catch {
          if (!mine.signal.aborted) setFound({ page: NONE, state: 'failed' });
        }
      },
      first.current ? 0 : DEBOUNCE,
    );
    first.current = false;
    return () => {
      clearTimeout(timer);
      mine.abort();
    };
  }, [key, turn]);

  const { page, state } = found;
  return {
    page,
    state,
    again: useCallback(() => setTurn((old) => old + 1), []),
    /** Adds the next page. */
    more: useCallback(async () => {
      const signal = stop.current?.signal;
      if (!page.next || !signal) return;
      try {
        const next = await latest.current?.(page.next, signal);
        if (!next || signal.aborted) return;
        setFound({
          page: { ...next, rows: [...page.rows, ...next.rows], refs: { ...page.refs, ...next.refs } },
          state: 'done',
        });
      } catch {
        if (!signal.aborted) setFound({ page, state: 'failed' });
      }
    }, [page]),
  };
}
