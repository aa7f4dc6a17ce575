import type { Issue } from '@trellis/metadata';
import { ApiError } from './error.ts';
import type { Body } from './request.ts';

export type Accept = NonNullable<Body<'updateRecord'>['accept']>;

type Ask = (warnings: readonly string[]) => Promise<string | undefined>;

/** Whether a write was refused by nothing but checks that warn. */
export const onlyWarned = (issues: readonly Issue[]): boolean =>
  issues.length > 0 && issues.every(({ code }) => code === 'check_warning');

/**
 * The check behind a warning, in rows with their sub-form before it. The server names fields as members of the body:
 * of one record, or of one among many that are made at once.
 */
function checkOf({ path, params }: Issue): string {
  const [field, row] = path.slice(path[0] === 'create' ? 3 : 1);
  return typeof row === 'number' ? `${field}.${params?.check}` : String(params?.check);
}

/**
 * Asks why a write goes on in spite of warnings. What it is sent with then; undefined: it stays refused, because nobody
 * gave a reason or nothing new was warned of.
 */
export async function acceptWarnings(
  ask: Ask,
  warnings: readonly Issue[],
  before: Accept | undefined,
): Promise<Accept | undefined> {
  const known = new Set(before?.checks);
  const checks = [...new Set(warnings.map(checkOf))].filter((check) => !known.has(check));
  if (checks.length === 0) return undefined;
  const reason = await ask([...new Set(warnings.map(({ message = '', code }) => message || code))]);
  return reason === undefined ? undefined : { reason, checks: [...known, ...checks] };
}

/**
 * Sends a write. Where checks only warn of it, it is asked why it goes on, and sent again with the reason; without one
 * it stays refused.
 */
export async function withReason<T>(ask: Ask, send: (accept: Accept | undefined) => Promise<T>): Promise<T> {
  let accept: Accept | undefined;
  for (;;) {
    try {
      return await send(accept);
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues : [];
      const next = onlyWarned(issues) ? await acceptWarnings(ask, issues, accept) : undefined;
      if (!next) throw error;
      accept = next;
    }
  }
}
