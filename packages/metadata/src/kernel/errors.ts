import type { Issue } from './issue.ts';

/** Every error that a client can meet, with its HTTP status. Texts: ./messages.ts. */
export const ERRORS = {
  bad_request: 400,
  malformed_json: 400,
  validation_failed: 422,
  unauthenticated: 401,
  token_expired: 401,
  token_invalid: 401,
  login_failed: 401,
  session_reused: 401,
  forbidden: 403,
  password_needed: 403,
  password_wrong: 403,
  proof_failed: 403,
  not_found: 404,
  workspace_not_found: 404,
  form_not_found: 404,
  record_not_found: 404,
  definition_not_found: 404,
  template_not_found: 404,
  import_not_found: 404,
  batch_not_found: 404,
  export_not_found: 404,
  export_file_gone: 404,
  public_form_not_found: 404,
  comment_not_found: 404,
  share_link_gone: 404,
  method_not_allowed: 405,
  version_conflict: 409,
  definition_conflict: 409,
  already_set_up: 409,
  app_exists: 409,
  import_state: 409,
  batch_state: 409,
  export_state: 409,
  past_unknown: 404,
  past_too_far: 422,
  no_stage: 404,
  app_in_use: 409,
  form_in_use: 409,
  public_form_closed: 409,
  submitted_already: 409,
  view_locked: 409,
  payload_too_large: 413,
  batch_too_large: 422,
  file_too_large: 413,
  file_unreadable: 422,
  file_unsafe: 422,
  unsupported_media_type: 415,
  definition_invalid: 422,
  query_invalid: 422,
  query_too_slow: 422,
  too_many_requests: 429,
  setup_required: 409,
  form_unavailable: 503,
  busy: 503,
  timeout: 504,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure: mapped to problem+json once, at the edge. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  readonly params: Readonly<Record<string, string | number>>;
  /** Further members of the problem document, such as the two versions of a conflict. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    options: {
      issues?: readonly Issue[];
      params?: Readonly<Record<string, string | number>>;
      details?: Readonly<Record<string, unknown>>;
      cause?: unknown;
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.issues = options.issues ?? [];
    this.params = options.params ?? {};
    this.details = options.details ?? {};
  }

  get status(): number {
    return ERRORS[this.code];
  }
}
