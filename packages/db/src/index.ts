export { atOnce } from './at-once.ts';
export { type BackupContext, type BackupOptions, type BackupResult, backup } from './backup/backup.ts';
export type { BackupContents } from './backup/contents.ts';
export { type RestoreOptions, restore } from './backup/restore.ts';
export { copyRows } from './copy.ts';
export { copyAtOnce } from './copy-at-once.ts';
export type { CopyValue } from './copy-text.ts';
export { DbError, type DbErrorCode } from './db-error.ts';
export {
  attachEmbedded,
  type EmbeddedConnection,
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbedded,
} from './embedded/start.ts';
export { isConnectionError, isRetryable, type PgErrorInfo, type PgErrorKind, readPgError } from './errors.ts';
export { guardHistory, openHistory } from './history-guard.ts';
export {
  type AddJobOptions,
  addJob,
  type JobInfo,
  type JobsOptions,
  type JobTask,
  startJobs,
} from './jobs.ts';
export { type Logger, silentLogger } from './logger.ts';
export {
  createWorkspaceSchema,
  dropWorkspaceSchema,
  type MigrateOptions,
  type MigrateProgress,
  migrate,
  type NewWorkspace,
} from './migrate.ts';
export { poolWithin } from './nested.ts';
export {
  consumeOutbox,
  listWorkspaces,
  type OutboxEvent,
  type OutboxOptions,
  type OutboxReader,
  type OutboxSource,
  tailOutbox,
  trimOutbox,
} from './outbox.ts';
export {
  type ConnectionTarget,
  type Db,
  dbOn,
  openDb,
  openPool,
  type Pool,
  type PoolClient,
  type PoolOptions,
  type Queryable,
} from './pool.ts';
export { sharedTrip } from './shared-trip.ts';
export { prepared, type Statement, statement } from './statement.ts';
export type * from './tables.ts';
export { inTransaction, type Tx, type TxOptions } from './tx.ts';
