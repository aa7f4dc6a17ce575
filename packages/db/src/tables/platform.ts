import type { Generated } from 'kysely';
import type { DefaultInstant, Instant } from './columns.ts';

/** Who may log in where, and the settings of the server: once, in the schema `platform`. */
export interface PlatformTables {
  'platform.account': AccountTable;
  'platform.workspace': WorkspaceTable;
  'platform.membership': MembershipTable;
  'platform.refresh_token': RefreshTokenTable;
  'platform.setting': SettingTable;
  'platform.migration': MigrationTable;
}

interface AccountTable {
  id: string;
  /** Unique regardless of case. */
  email: string;
  name: string;
  password_hash: string | null;
  locale: Generated<string>;
  disabled_at: Instant | null;
  created_at: DefaultInstant;
}

interface WorkspaceTable {
  id: string;
  key: string;
  name: string;
  schema_name: string;
  /** IANA name; the working copy is `meta.tz` of the workspace. */
  tz: Generated<string>;
  locale: Generated<string>;
  created_at: DefaultInstant;
}

interface MembershipTable {
  account_id: string;
  workspace_id: string;
  created_at: DefaultInstant;
}

interface RefreshTokenTable {
  id: string;
  family_id: string;
  account_id: string;
  token_hash: string;
  created_at: DefaultInstant;
  expires_at: Instant;
  used_at: Instant | null;
  revoked_at: Instant | null;
  user_agent: string | null;
  ip: string | null;
}

interface SettingTable {
  key: string;
  value: string;
  updated_at: DefaultInstant;
}

export interface MigrationTable {
  number: number;
  name: string;
  checksum: string;
  applied_at: DefaultInstant;
}
