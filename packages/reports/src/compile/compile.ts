import { AppError, type Issue } from '@trellis/metadata';
import { authorize } from './authorize.ts';
import { expand } from './expand.ts';
import { lower } from './lower.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';
import { resolve } from './resolve.ts';
import type { CompileContext, Compiled } from './types.ts';

/**
 * From a report document to its one statement, pass by pass; each is pure and sees only what the one before it made.
 * Errors: query_invalid with issues at ["report", …], forbidden, form_unavailable.
 */
export function compile(document: unknown, context: CompileContext): Compiled {
  const parsed = parse(document);
  if (!parsed.ok) throw invalid(parsed.issues);
  const resolved = resolve(parsed.value, context);
  if (!resolved.ok) throw invalid(resolved.issues);
  const expanded = expand(resolved.value);
  return lower(plan(authorize(expanded, context)), context);
}

const invalid = (issues: readonly Issue[]): AppError =>
  new AppError('query_invalid', {
    issues: issues.map((issue) => ({ ...issue, path: ['report', ...issue.path] })),
  });
