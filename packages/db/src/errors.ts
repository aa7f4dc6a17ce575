/** What went wrong, as far as callers distinguish it. */
export type PgErrorKind =
  | 'unique'
  | 'not_null'
  | 'foreign_key'
  | 'check'
  | 'exclusion'
  | 'value'
  | 'serialization'
  | 'deadlock'
  | 'lock_timeout'
  | 'cancelled'
  | 'undefined_object'
  | 'connection'
  | 'resources'
  | 'other';

export interface PgErrorInfo {
  /** Five characters, e.g. `23505`. */
  readonly sqlState: string;
  readonly kind: PgErrorKind;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly detail?: string;
}

const KINDS: Record<string, PgErrorKind> = {
  '23505': 'unique',
  '23502': 'not_null',
  '23503': 'foreign_key',
  '23514': 'check',
  '23P01': 'exclusion',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '55P03': 'lock_timeout',
  '57014': 'cancelled',
  '42P01': 'undefined_object',
  '42703': 'undefined_object',
  '3F000': 'undefined_object',
};
const CLASSES: Record<string, PgErrorKind> = { '22': 'value', '08': 'connection', '53': 'resources' };
/** The server ends the session with these. */
const SHUTDOWN = new Set(['57P01', '57P02', '57P03', '57P05', '25P03']);

/**
 * Reads an error of PostgreSQL; undefined for anything else. The one place that maps database errors to names:
 * a cluster leaves the name fields empty and puts names with a shard number into the message.
 */
export function readPgError(error: unknown): PgErrorInfo | undefined {
  const sqlState = (error as { code?: unknown } | undefined)?.code;
  // A digit tells it from system errors such as EPIPE.
  const isState = typeof sqlState === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(sqlState);
  if (!(error instanceof Error) || !isState) return undefined;
  const fields = error as { constraint?: string; table?: string; column?: string; detail?: string };
  const kind = SHUTDOWN.has(sqlState)
    ? 'connection'
    : (KINDS[sqlState] ?? CLASSES[sqlState.slice(0, 2)] ?? 'other');
  const parsed = fields.table === undefined ? namesIn(kind, error.message) : {};
  const constraint = fields.constraint ?? parsed.constraint;
  const table = fields.table ?? parsed.table;
  const column = fields.column ?? parsed.column;
  return {
    sqlState,
    kind,
    ...(constraint ? { constraint } : {}),
    ...(table ? { table } : {}),
    ...(column ? { column } : {}),
    ...(fields.detail ? { detail: fields.detail } : {}),
  };
}

/** True when running the same transaction again may succeed. */
export function isRetryable(error: unknown): boolean {
  const kind = readPgError(error)?.kind;
  return kind === 'serialization' || kind === 'deadlock';
}

/** True when the connection itself is gone or in doubt. Errors of the socket have no SQLSTATE. */
export function isConnectionError(error: unknown): boolean {
  const info = readPgError(error);
  return info === undefined || info.kind === 'connection';
}

function namesIn(
  kind: PgErrorKind,
  message: string,
): { constraint?: string; table?: string; column?: string } {
  const names = [...message.matchAll(/["“«]([^"”»]+)["”»]/g)].map((match) =>
    (match[1] ?? '').replace(/_\d{6,}$/, ''),
  );
  const [first, second] = names;
  switch (kind) {
    case 'unique':
    case 'exclusion':
      return first ? { constraint: first } : {};
    case 'not_null':
      return { ...(first ? { column: first } : {}), ...(second ? { table: second } : {}) };
    case 'check':
    case 'foreign_key':
      return { ...(first ? { table: first } : {}), ...(second ? { constraint: second } : {}) };
    default:
      return {};
  }
}
