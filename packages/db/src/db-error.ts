/** Codes of failures that this package raises itself; the server gives each a text in zh and en. */
export type DbErrorCode =
  | 'data_dir_in_use'
  | 'data_dir_not_empty'
  | 'data_dir_not_accessible'
  | 'embedded_binaries_missing'
  | 'embedded_no_identity'
  | 'embedded_version_mismatch'
  | 'embedded_start_failed'
  | 'server_unsupported'
  | 'migration_changed'
  | 'migration_failed'
  | 'migration_files_invalid'
  | 'database_newer'
  | 'backup_invalid'
  | 'backup_newer'
  | 'restore_target_not_empty'
  | 'workspace_not_found';

/** An expected failure of the plumbing. `message` is English for logs; `params` fill the translated text. */
export class DbError extends Error {
  readonly code: DbErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    code: DbErrorCode,
    message: string,
    params: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'DbError';
    this.code = code;
    this.params = params;
  }
}
