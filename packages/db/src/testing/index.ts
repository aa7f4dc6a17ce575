export { bundled } from './bundle.ts';
export {
  openTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
  type TestWorkspaceDatabase,
} from './database.ts';
export { type PgVersion, pgVersions } from './servers.ts';
