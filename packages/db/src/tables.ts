import type { BulkTables } from './tables/bulk.ts';
import type { DefinitionTables } from './tables/definitions.ts';
import type { DuplicateTables } from './tables/duplicates.ts';
import type { ListTables } from './tables/lists.ts';
import type { MessageTables } from './tables/messages.ts';
import type { PlatformTables } from './tables/platform.ts';
import type { RecordTables } from './tables/records.ts';
import type { SocialTables } from './tables/social.ts';
import type { WorkspaceTables } from './tables/workspace.ts';

/**
 * The system tables: `platform.*` once, the others in every workspace schema (`db.withSchema(schema)`). Each theme has a
 * file of its own in `tables/`.
 */
export interface Tables
  extends BulkTables,
    DefinitionTables,
    DuplicateTables,
    ListTables,
    MessageTables,
    PlatformTables,
    RecordTables,
    SocialTables,
    WorkspaceTables {}
