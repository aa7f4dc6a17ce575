export { DbError, type DbErrorCode } from './db-error.ts';
export {
  attachEmbedded,
  type EmbeddedConnection,
  type EmbeddedOptions,
  type EmbeddedServer,
  startEmbedded,
} from './embedded/start.ts';
export { type Logger, silentLogger } from './logger.ts';
export {
  createWorkspaceSchema,
  dropWorkspaceSchema,
  type MigrateOptions,
  type MigrateProgress,
  migrate,
  type NewWorkspace,
} from './migrate.ts';
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
export type * from './tables.ts';
