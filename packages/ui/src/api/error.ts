import type { ErrorCode, Issue } from '@trellis/metadata';

/** A failed call: a problem document of the server, or no answer at all (status 0, code "network"). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'network';
  /** One line in the caller's language. */
  readonly title: string;
  readonly detail: string | undefined;
  /** Mistakes in the input, with texts in the caller's language. */
  readonly issues: readonly Issue[];
  /** Further members of the problem document, such as the current record of a version conflict. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  /** Seconds to wait, where the server says so (429, 503). */
  readonly retryAfter: number | undefined;

  constructor(problem: {
    status: number;
    code: ErrorCode | 'network';
    title: string;
    detail?: string | undefined;
    issues?: readonly Issue[];
    details?: Readonly<Record<string, unknown>>;
    requestId?: string | undefined;
    retryAfter?: number | undefined;
    cause?: unknown;
  }) {
    super(problem.title, problem.cause === undefined ? undefined : { cause: problem.cause });
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.issues = problem.issues ?? [];
    this.details = problem.details ?? {};
    this.requestId = problem.requestId;
    this.retryAfter = problem.retryAfter;
  }
}

/** Reads an answer that is not 2xx. A body that is no problem document becomes one with the status's own words. */
export async function toApiError(response: Response, fallbackTitle: string): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  const body = parseObject(text);
  const { type: _type, title, status: _status, code, detail, issues, requestId, ...details } = body;
  const wait = Number(response.headers.get('retry-after'));
  return new ApiError({
    status: response.status,
    code: (typeof code === 'string' ? code : 'internal') as ErrorCode,
    title: typeof title === 'string' ? title : fallbackTitle,
    detail: typeof detail === 'string' ? detail : undefined,
    issues: Array.isArray(issues) ? (issues as Issue[]) : [],
    details,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    retryAfter: wait > 0 ? wait : undefined,
  });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
