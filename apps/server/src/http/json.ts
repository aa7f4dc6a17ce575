import { AppError } from '@trellis/metadata';
import type { FastifyInstance } from 'fastify';

const MAX_DEPTH = 64;

/**
 * Reads JSON bodies, and nothing else by default. An empty body is none; `__proto__` and nesting beyond 64 levels are
 * refused, so that no code behind it needs to fear recursion.
 */
export function useJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    parse(request, text, (error, value) => {
      if (error) return done(new AppError('malformed_json', { cause: error }), undefined);
      if (deeperThan(value, MAX_DEPTH)) {
        const issues = [{ path: [], code: 'too_deep', params: { max: MAX_DEPTH } }];
        return done(new AppError('bad_request', { issues }), undefined);
      }
      done(null, value);
    });
  });
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) if (deeperThan((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}
