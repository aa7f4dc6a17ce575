import { useSyncExternalStore } from 'react';

/** Batches that this page shows in its tray: those it saw under way, until they are dismissed. */
let watched: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
  watched = next;
  for (const listener of listeners) listener();
}

/** Shows a batch until it is dismissed. */
export function watch(...ids: readonly string[]): void {
  if (ids.some((id) => !watched.has(id))) set(new Set([...watched, ...ids]));
}

export function dismiss(id: string): void {
  set(new Set([...watched].filter((one) => one !== id)));
}

export const useWatched = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watched,
  );
