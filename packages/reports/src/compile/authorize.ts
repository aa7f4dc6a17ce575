import { type Scoped, scoped, scopeIn } from '@trellis/records/server';
import type { Authorized, CompileContext, Expanded } from './types.ts';

/**
 * Opens every form of the closed set under the member's policy: their rows and living records alone, in the fact
 * form by WHERE and behind references by the join, where what can't be seen is null.
 */
export function authorize(query: Expanded, { ctx }: CompileContext): Authorized {
  const fact = scoped(ctx, query.access.form.ref, 'view');
  const scopes = new Map<string, Scoped>([['', fact]]);
  for (const { path, access } of query.joins) scopes.set(path, scopeIn(fact.reading, access, 'view'));
  return { ...query, fact, scopes };
}
