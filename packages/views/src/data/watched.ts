import { useSyncExternalStore } from 'react';

/** Things under way that this page shows until they are dismissed. */
export interface WatchList {
  watch(...ids: readonly string[]): void;
  dismiss(id: string): void;
  useWatched(): ReadonlySet<string>;
}

/** A list for all of the page: what began it may be gone by the time it ends. */
export function createWatchList(): WatchList {
  let watched: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  const set = (next: ReadonlySet<string>) => {
    watched = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    watch: (...ids) => {
      if (ids.some((id) => !watched.has(id))) set(new Set([...watched, ...ids]));
    },
    dismiss: (id) => set(new Set([...watched].filter((one) => one !== id))),
    useWatched: () => useSyncExternalStore(subscribe, () => watched),
  };
}
