import type { Value } from '@trellis/logic';
import { type ApiDefault, AppError, issueMessage } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { type Headers, readSecrets } from './secrets.ts';
import { questionOf } from './value.ts';

/** What a trial of an address gave: its answer, or why there is none. */
export type Trial = { readonly answer: Value } | { readonly problem: string };

/**
 * Asks an address with example values, as the fields of a record would. Headers that are not given are those that are kept.
 * Errors: forbidden, validation_failed (no address).
 */
export async function tryApi(
  ctx: Ctx,
  place: { readonly form: string; readonly field: string },
  source: Omit<ApiDefault, 'kind' | 'path'>,
  given: { readonly values: Readonly<Record<string, string>>; readonly headers: Headers },
): Promise<Trial> {
  requireAdmin(ctx);
  const isWeb = URL.canParse(source.url) && /^https?:$/.test(new URL(source.url).protocol);
  if (!isWeb)
    throw new AppError('validation_failed', { issues: [{ path: ['source', 'url'], code: 'bad_api_url' }] });
  const whole: ApiDefault = { ...source, kind: 'api', path: '' };
  const typed = new Set(Object.keys(given.headers));
  const missing = { ...whole, headers: (source.headers ?? []).filter((name) => !typed.has(name)) };
  const kept = await readSecrets(ctx, place.form, place.field, missing);
  const problem = (code: string, params = {}) => ({
    problem: issueMessage({ path: [], code, params }, ctx.locale),
  });
  if (!kept) return problem('api_secret');
  if (!ctx.outer) return problem('api_refused');
  const headers = Object.fromEntries(
    Object.entries(given.headers).filter(([name]) => source.headers?.includes(name)),
  );
  const read = (path: string) => (Object.hasOwn(given.values, path) ? (given.values[path] ?? null) : null);
  const answer = await ctx.outer.json(
    `${ctx.catalog.workspace.id} ${ctx.actor.id}`,
    questionOf(whole, read, { ...kept, ...headers }),
  );
  if (answer.ok) return { answer: answer.value };
  const [issue] = answer.issues;
  return problem(issue?.code ?? 'api_unreachable', issue?.params);
}
