/** Answers from memory what was loaded at most `maxAgeMs` ago; callers that come together share one load. */
export interface Recent<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  clear(): void;
}

export function openRecent<T>(maxAgeMs: number, now: () => number = Date.now): Recent<T> {
  let entries = new Map<string, { value: Promise<T>; until: number }>();
  return {
    get(key, load) {
      const known = entries.get(key);
      if (known && known.until > now()) return known.value;
      if (entries.size >= 10_000) entries = new Map();
      const entry = { value: load(), until: now() + maxAgeMs };
      entries.set(key, entry);
      // A failure is the answer of those who wait for it, not of those who come later.
      entry.value.catch(() => entries.get(key) === entry && entries.delete(key));
      return entry.value;
    },
    clear() {
      entries = new Map();
    },
  };
}
