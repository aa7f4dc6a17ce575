import type { Issue } from '@trellis/metadata';
import { ApiError } from './error.ts';
import type { Body } from './request.ts';

type Accept = NonNullable<Body<'updateRecord'>['accept']>;

/** The warnings for which alone a write was refused. */
function warningsOf(error: unknown): readonly Issue[] {
  const issues = error instanceof ApiError ? error.issues : [];
  return issues.every(({ code }) => code === 'check_warning') ? issues : [];
}

/** The check behind a warning, in rows with their sub-form before it. The server names fields as members of the body. */
function checkOf({ path: [, field, row], params }: Issue): string {
  return typeof row === 'number' ? `${field}.${params?.check}` : String(params?.check);
}

/**
 * Sends a write. Where checks only warn of it, it is asked why it goes on, and sent again with the reason; without one
 * it stays refused.
 */
export async function withReason<T>(
  ask: (warnings: readonly string[]) => Promise<string | undefined>,
  send: (accept: Accept | undefined) => Promise<T>,
): Promise<T> {
  let accept: Accept | undefined;
  for (;;) {
    try {
      return await send(accept);
    } catch (error) {
      const warnings = warningsOf(error);
      const known = new Set(accept?.checks);
      const checks = [...new Set(warnings.map(checkOf))].filter((check) => !known.has(check));
      if (checks.length === 0) throw error;
      const reason = await ask([...new Set(warnings.map(({ message = '', code }) => message || code))]);
      if (reason === undefined) throw error;
      accept = { reason, checks: [...known, ...checks] };
    }
  }
}
