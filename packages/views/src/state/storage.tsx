import { useCallback, useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/**
 * A preference of this browser under a name, kept in localStorage; everything that shows it sees a change at once.
 * What can't be read (private mode, damaged text) is the fallback, which must be a constant.
 */
export function usePref<T>(name: string, fallback: T): readonly [T, (next: T) => void] {
  const text = useSyncExternalStore(subscribe, () => read(localStorage, name));
  const value = useMemo(() => decode(text, fallback), [text, fallback]);
  const set = useCallback(
    (next: T) => {
      write(localStorage, name, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [value, set];
}

function decode<T>(text: string | null, fallback: T): T {
  if (text === null) return fallback;
  try {
    return JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}

function read(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(name);
  } catch {
    return null;
  }
}

function write(storage: Storage, name: string, text: string | null): void {
  try {
    if (text === null) storage.removeItem(name);
    else storage.setItem(name, text);
  } catch {
    // A full or forbidden store costs a convenience, never the work.
  }
}
