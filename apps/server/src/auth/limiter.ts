/**
 * Counts failed attempts by key within a window. Kept in this process alone: each server process allows its own share.
 */
export interface Limiter {
  /** Seconds until the key may try again; 0 = now. */
  wait(key: string): number;
  /** Notes an attempt, as a failure until it turns out otherwise: many at once must not all pass `wait`. */
  attempt(key: string): void;
  /** The attempt did not fail. */
  takeBack(key: string): void;
  /** Forgets the key's failures. */
  clear(key: string): void;
}

/** At most `max` failures per key in `windowMs`. Only failures count: whoever knows the password never waits. */
export function openLimiter({ max, windowMs, now = Date.now }: LimiterOptions): Limiter {
  const entries = new Map<string, { failures: number; until: number }>();
  const live = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.until > now() ? entry : undefined;
  };
  return {
    wait(key) {
      const entry = live(key);
      return entry && entry.failures >= max ? Math.ceil((entry.until - now()) / 1000) : 0;
    },
    attempt(key) {
      const entry = live(key);
      if (entry) entry.failures++;
      else {
        // Bounded: an attacker who varies the key only pushes out old entries.
        if (entries.size >= 10_000) entries.delete(entries.keys().next().value as string);
        entries.delete(key);
        entries.set(key, { failures: 1, until: now() + windowMs });
      }
    },
    takeBack(key) {
      const entry = entries.get(key);
      if (entry && entry.failures > 0) entry.failures--;
    },
    clear: (key) => void entries.delete(key),
  };
}

interface LimiterOptions {
  readonly max: number;
  readonly windowMs: number;
  readonly now?: () => number;
}
