import { fail, type Issue, ok, type Result } from '@trellis/metadata';
import type { TextEnv } from '../contract.ts';
import { formatId, normaliseId, parseId } from './id.ts';

/** Separators between several names in one text. */
const SEPARATOR = /[、,，;；\n]/g;
/** Most parts of a text that are tried as one name: a company may be called "Smith, Wesson, Sons". */
const MAX_PARTS = 4;

/** Ids of records or members: a set that keeps its order; nothing chosen is empty. */
export function normaliseIds(input: unknown): Result<readonly string[] | null> {
  if (input === null || input === undefined || input === '') return ok(null);
  // A client that knows one record may say so.
  const list: readonly unknown[] = typeof input === 'string' ? [input] : Array.isArray(input) ? input : [];
  if (typeof input !== 'string' && !Array.isArray(input)) return fail({ path: [], code: 'not_list' });
  const ids = new Set<string>();
  const issues: Issue[] = [];
  for (const [index, item] of list.entries()) {
    const id = normaliseId(item);
    if (!id.ok) issues.push(...id.issues.map((issue) => ({ ...issue, path: [index, ...issue.path] })));
    else if (id.value !== null) ids.add(id.value);
  }
  if (issues.length > 0) return { ok: false, issues };
  return ok(ids.size === 0 ? null : [...ids]);
}

/**
 * Ids of the records that a text names one after the other. A name that itself holds separators is recognised as a
 * whole. Each name that is unknown is an issue of its own; all of them are asked for.
 */
export function parseIds(text: string, target: string, env: TextEnv): Result<readonly string[] | null> {
  const ids = new Set<string>();
  const issues: Issue[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const ends = [...rest.matchAll(SEPARATOR)].map((match) => match.index);
    const [found, end] = longest(rest, [...ends, rest.length].slice(0, MAX_PARTS), target, env);
    if (found.ok) {
      if (found.value !== null) ids.add(found.value);
    } else issues.push(...found.issues);
    rest = rest.slice(end + 1).trim();
  }
  if (issues.length > 0) return { ok: false, issues };
  return ok(ids.size === 0 ? null : [...ids]);
}

/** The longest beginning of a text that is a name, else its first part with what is wrong. */
function longest(
  text: string,
  ends: readonly number[],
  target: string,
  env: TextEnv,
): readonly [Result<string | null>, number] {
  const tried = ends.map((end) => [parseId(text.slice(0, end), target, env), end] as const);
  return tried.findLast(([result]) => result.ok && result.value !== null) ?? tried[0]!;
}

/** Titles of the records, ids where they are unknown. */
export const formatIds = (ids: readonly string[], env: TextEnv): string =>
  ids.map((id) => formatId(id, env)).join(env.locale === 'zh' ? '、' : ', ');
