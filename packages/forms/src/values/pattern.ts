import { RE2JS } from 're2js';

/** Patterns longer than this are no help to anybody, and cost time to compile. */
export const MAX_PATTERN = 500;
/** Compiled patterns kept; a form has a handful. */
const KEPT = 200;

const compiled = new Map<string, RE2JS>();

/**
 * A regular expression of a person, on an engine whose time is linear in the text: no pattern can stall the server or
 * the page. The same engine in both, so they never disagree. Null for what is no pattern (or needs lookaround or
 * back-references, which no linear engine has).
 */
function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > MAX_PATTERN) return null;
  let made: RE2JS;
  try {
    made = RE2JS.compile(pattern);
  } catch {
    return null;
  }
  const [oldest] = compiled.keys();
  if (compiled.size >= KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(pattern, made);
  return made;
}

export const isPattern = (pattern: string): boolean => compile(pattern) !== null;

/** Whether the pattern matches the whole text; one that is broken matches everything, since nobody could satisfy it. */
export const matchesPattern = (pattern: string, text: string): boolean =>
  compile(pattern)?.testExact(text) ?? true;
