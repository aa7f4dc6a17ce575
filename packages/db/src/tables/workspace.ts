import type { ColumnType, Generated } from 'kysely';
import type { Big, DefaultBig, DefaultInstant, Instant, Json } from './columns.ts';
import type { MigrationTable } from './platform.ts';

/** What a workspace is, its people, and what tells the processes of its changes. */
export interface WorkspaceTables {
  meta: MetaTable;
  department: DepartmentTable;
  member: MemberTable;
  migration: MigrationTable;
  outbox: OutboxTable;
  outbox_cursor: OutboxCursorTable;
  counter: CounterTable;
}

interface MetaTable {
  id: Generated<number>;
  /** Moves with every publish; writes assert it in their own statement. */
  meta_version: DefaultBig;
  tz: string;
  /** Months that history is kept; null: all of it. */
  history_months: number | null;
  /** Of what is older nothing is known; null: nothing was dropped yet. */
  history_from: Instant | null;
  /** What was deleted before counts as deleted then: there was no bin that anything went from by itself. */
  bin_since: DefaultInstant;
}

interface DepartmentTable {
  id: string;
  name: string;
  parent_id: string | null;
  pos: Generated<number>;
  created_at: DefaultInstant;
}

interface MemberTable {
  id: string;
  account_id: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  is_admin: Generated<boolean>;
  /** `app:role` keys. */
  roles: Generated<string[]>;
  department_ids: Generated<string[]>;
  disabled_at: Instant | null;
  /** App whose sample data brought this login-less member. */
  sample_of: string | null;
  created_at: DefaultInstant;
}

interface OutboxTable {
  id: ColumnType<string, never, never>;
  txid: ColumnType<string, never, never>;
  at: DefaultInstant;
  kind: string;
  payload: Json;
}

interface OutboxCursorTable {
  name: string;
  txid: string;
  id: Big;
  updated_at: DefaultInstant;
}

interface CounterTable {
  key: string;
  value: Big;
}
