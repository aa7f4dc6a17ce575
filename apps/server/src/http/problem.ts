import { readPgError } from '@trellis/db';
import { AppError, errorMessage, type Issue, issueMessage, type Locale } from '@trellis/metadata';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { schemaIssues } from './issues.ts';
import { callerLocale } from './locale.ts';

/** The upload parser's words for a request that ends too early or is not built as it says. */
const CUT_UPLOAD =
  /unexpected end of (form|file|multipart data)|malformed (part header|boundary)|premature close/i;

/** More would not be read, and 10,000 rows can have very many. */
const MAX_ISSUES = 200;

/** Every failure leaves the server as problem+json (RFC 9457) in the caller's language, and is logged once, here. */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = asAppError(error);
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed');
    else {
      const { code, issues, cause } = known;
      const reason = cause instanceof Error ? cause.message : undefined;
      request.log.info({ code, reason, issues: issues.slice(0, 5) }, 'request refused');
    }
    return sendProblem(reply, known, request);
  });
}

/** Answers with the problem document of an error. */
export function sendProblem(reply: FastifyReply, error: AppError, request: FastifyRequest): FastifyReply {
  const locale = callerLocale(request);
  const retryAfter = error.params.retryAfter;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(error.status)
    .header('x-request-id', request.id)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: errorMessage(error.code, locale, error.params),
        status: error.status,
        code: error.code,
        requestId: request.id,
        ...(error.issues.length > 0
          ? { issues: error.issues.slice(0, MAX_ISSUES).map((issue) => worded(issue, locale)) }
          : {}),
        ...error.details,
      }),
    );
}

/** The issue with its text in the caller's language, as the contract has it. */
export const worded = (issue: Issue, locale: Locale) => ({
  ...issue,
  path: [...issue.path],
  message: issue.message ?? issueMessage(issue, locale),
});

/** Any error as one that clients can meet. What nobody expected is `internal`. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode, validation, validationContext } = error as Partial<FastifyError>;
  if (validation) return invalid(validationContext, schemaIssues(validation), error);
  const cause = { cause: error };
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('payload_too_large', cause);
    // The pages, where they are built, answer "not found" to such an address; without them it must not differ.
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new AppError('not_found', cause);
    case 'FST_REQ_FILE_TOO_LARGE':
      return new AppError('file_too_large', cause);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new AppError('unsupported_media_type', cause);
  }
  if (CUT_UPLOAD.test(String(error))) return new AppError('bad_request', cause);
  const database = databaseCode(error);
  if (database) return new AppError(database, cause);
  if (statusCode === 413) return new AppError('payload_too_large', cause);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('bad_request', cause);
  return new AppError('internal', cause);
}

/** A path that can't name anything is "not found"; what the client composes is told at its path. */
function invalid(context: string | undefined, issues: Issue[], cause: unknown): AppError {
  if (context === 'params') return new AppError('not_found', { cause });
  if (context === 'body') return new AppError('validation_failed', { issues, cause });
  return new AppError('bad_request', { issues, cause });
}

function databaseCode(error: unknown): 'busy' | 'timeout' | 'bad_request' | undefined {
  switch (readPgError(error)?.kind) {
    case 'serialization':
    case 'deadlock':
    case 'lock_timeout':
    case 'connection':
    case 'resources':
      return 'busy';
    case 'cancelled':
      return 'timeout';
    // Something that no column holds, e.g. the letter NUL, came with the request.
    case 'value':
      return 'bad_request';
    default:
      // The pool's own errors carry no state: no connection to be had in time, or the server is gone.
      return /timeout exceeded when trying to connect|ECONNREFUSED|Connection terminated/.test(String(error))
        ? 'busy'
        : undefined;
  }
}
