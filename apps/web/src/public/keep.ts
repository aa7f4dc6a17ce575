/** What this device keeps; a browser that keeps nothing, as in some frames, only forgets drafts. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

export function recall<T>(name: string): T | undefined {
  try {
    const text = storage()?.getItem(name);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) storage()?.removeItem(name);
    else storage()?.setItem(name, JSON.stringify(value));
  } catch {
    // Full, or not allowed: the page works without.
  }
}

const VISITOR = 'trellis.visitor';

/** This browser, made up by itself: it tells a second submission from somebody else's. */
export function visitor(): string {
  const known = recall<string>(VISITOR);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const made = btoa(String.fromCharCode(...bytes)).replace(/[+/]/g, '_');
  keep(VISITOR, made);
  return made;
}
