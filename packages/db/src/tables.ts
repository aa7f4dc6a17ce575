import type { ColumnType, Generated } from 'kysely';

/** `timestamptz(3)`, read as ISO text in UTC. */
type Instant = ColumnType<string, string | Date, string | Date>;
type DefaultInstant = ColumnType<string, string | Date | undefined, string | Date>;
/** `bigint`, read as text. */
type Big = ColumnType<string, string | number | bigint, string | number | bigint>;
type DefaultBig = ColumnType<string, string | number | bigint | undefined, string | number | bigint>;
/** `jsonb`, written as JSON text. */
type Json<T = unknown> = ColumnType<T, string, string>;
type DefaultJson<T = unknown> = ColumnType<T, string | undefined, string>;

export interface AccountTable {
  id: string;
  /** Unique regardless of case. */
  email: string;
  name: string;
  password_hash: string | null;
  locale: Generated<string>;
  disabled_at: Instant | null;
  created_at: DefaultInstant;
}

export interface WorkspaceTable {
  id: string;
  key: string;
  name: string;
  schema_name: string;
  /** IANA name; the working copy is `meta.tz` of the workspace. */
  tz: Generated<string>;
  locale: Generated<string>;
  created_at: DefaultInstant;
}

export interface MembershipTable {
  account_id: string;
  workspace_id: string;
  created_at: DefaultInstant;
}

export interface RefreshTokenTable {
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

export interface SettingTable {
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

export interface MetaTable {
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

export interface DepartmentTable {
  id: string;
  name: string;
  parent_id: string | null;
  pos: Generated<number>;
  created_at: DefaultInstant;
}

export interface MemberTable {
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

export interface AppTable {
  key: string;
  /** JSON text: a label per language. */
  label: string;
  version: string;
  template: string | null;
  document: string;
  installed_at: DefaultInstant;
}

export interface DefinitionTable {
  kind: string;
  app: string;
  key: string;
  draft: string | null;
  published: string | null;
  version: DefaultBig;
  /** Grows with each save of the draft. */
  revision: Generated<number>;
  updated_at: DefaultInstant;
  updated_by: string | null;
}

export interface DefinitionVersionTable {
  kind: string;
  app: string;
  key: string;
  version: Big;
  document: string;
  published_at: DefaultInstant;
  published_by: string | null;
}

export interface FormStorageTable {
  app: string;
  form: string;
  table_name: string;
  state: Generated<'ok' | 'quarantined' | 'binned'>;
  /** Why it is quarantined. */
  detail: string | null;
  /** Since when and by whose hand it is in the bin. */
  binned_at: Instant | null;
  binned_by: string | null;
  /** It is being deleted for good. */
  purging: Generated<boolean>;
  /** Why it can't be deleted for good yet. */
  kept: string | null;
}

export interface FieldStorageTable {
  app: string;
  form: string;
  field: string;
  column_name: string;
  pg_type: string;
  /** Field type, and target of a reference. */
  shape: string;
  state: Generated<'live' | 'binned'>;
}

export interface RecordChangeTable {
  id: string;
  /** `app:form` */
  form: string;
  record_id: string;
  version: number;
  at: DefaultInstant;
  /** The member; null for the system. */
  actor: string | null;
  cause: string;
  op: 'create' | 'update' | 'delete' | 'restore' | 'share' | 'unshare';
  before: Json<Record<string, unknown>> | null;
  /** Checks that warned and were passed over. */
  accepted: Json<readonly Record<string, unknown>[]> | null;
  /** The batch that it was part of. */
  batch: string | null;
  /** The moment whose values it put back. */
  back_to: Instant | null;
}

export interface BatchTable {
  id: string;
  app: string;
  form: string;
  member_id: string;
  op: 'edit' | 'delete' | 'restore' | 'undo';
  /** JSON text: what is changed. */
  document: Generated<string>;
  /** JSON text: why checks that only warn are passed over. */
  accept: string | null;
  state: Generated<'running' | 'done' | 'cancelled' | 'failed'>;
  total: number;
  /** Place of the last record that had its turn. */
  reached: Generated<number>;
  done: Generated<number>;
  unchanged: Generated<number>;
  skipped: Generated<number>;
  /** Of the done ones those with values that an undo left alone. */
  kept: Generated<number>;
  undoes: string | null;
  /** JSON text: why it stopped. */
  issue: string | null;
  created_at: DefaultInstant;
  worked_at: DefaultInstant;
  finished_at: Instant | null;
}

export interface BatchRecordTable {
  batch_id: string;
  pos: number;
  record_id: string;
  version: number;
  outcome: 'done' | 'unchanged' | 'skipped' | 'kept' | null;
  written: number | null;
  /** JSON text. */
  issues: string | null;
}

export interface OutboxTable {
  id: ColumnType<string, never, never>;
  txid: ColumnType<string, never, never>;
  at: DefaultInstant;
  kind: string;
  payload: Json;
}

export interface OutboxCursorTable {
  name: string;
  txid: string;
  id: Big;
  updated_at: DefaultInstant;
}

export interface CounterTable {
  key: string;
  value: Big;
}

export interface ExportJobTable {
  id: string;
  app: string;
  form: string;
  member_id: string;
  background: boolean;
  /** JSON text: what was asked for. */
  document: string;
  locale: string;
  state: Generated<'running' | 'done' | 'cancelled' | 'failed'>;
  /** Records. */
  done: Generated<number>;
  total: number | null;
  /** How often it was begun. */
  attempts: Generated<number>;
  file_name: string | null;
  /** Bytes. */
  size: Big | null;
  /** A content may lie in the store. */
  stored: Generated<boolean>;
  /** JSON text: why it failed. */
  issue: string | null;
  created_at: DefaultInstant;
  finished_at: Instant | null;
  expires_at: Instant | null;
}

export interface ImportJobTable {
  id: string;
  app: string;
  form: string;
  member_id: string | null;
  state: string;
  file_name: string | null;
  mapping: DefaultJson;
  /** How far it is. */
  counts: DefaultJson;
  /** What stopped it as a whole. */
  errors: DefaultJson;
  /** What was found in the file. */
  source: DefaultJson;
  preview: Json | null;
  result: Json | null;
  /** Hash of the names of its columns. */
  header: string | null;
  /** What it was begun with. */
  options: Json | null;
  /** How often it was begun. */
  attempts: Generated<number>;
  created_at: DefaultInstant;
  finished_at: Instant | null;
}

export interface FileTable {
  id: string;
  sha256: string;
  name: string;
  size: Big;
  /** Told from the content. */
  mime: string;
  has_thumb: Generated<boolean>;
  uploaded_by: string | null;
  created_at: DefaultInstant;
  /** `app:form`; this and the next three are null while no record has taken it. */
  form: string | null;
  field: string | null;
  record_id: string | null;
  attached_at: Instant | null;
}

export interface ApiSecretTable {
  app: string;
  form: string;
  field: string;
  /** Name of the header, lower case. */
  header: string;
  /** Ciphertext. */
  value: string;
}

export interface RecordDraftTable {
  member_id: string;
  /** Of the record that it changes or will be. */
  id: string;
  app: string;
  form: string;
  /** Of the record that it changes; null for one that is still to be made. */
  version: number | null;
  kept: Generated<boolean>;
  title: string | null;
  /** JSON, as typed. */
  content: string;
  files: Generated<string[]>;
  updated_at: DefaultInstant;
}

export interface FieldTemplateTable {
  id: string;
  /** JSON: its name and the parts of a form. */
  document: string;
  updated_at: DefaultInstant;
  updated_by: string | null;
}

export interface DesignPresenceTable {
  tab: string;
  kind: string;
  app: string;
  key: string;
  member_id: string;
  seen_at: DefaultInstant;
}

export interface ListShapeTable {
  app: string;
  form: string;
  /** JSON: fields with one value, other fields filtered by, order. */
  shape: string;
  uses: Big;
  used_at: Instant;
}

export interface AdvisedIndexTable {
  name: string;
  app: string;
  form: string;
  shape: string;
  /** Null: being built. */
  made_at: Instant | null;
}

export interface AdvicePausedTable {
  app: string;
  form: string;
}

export interface ComputationTable {
  id: string;
  form: string;
  fields: string[];
  /** Null = every record of the form. */
  ids: string[] | null;
  reached: string | null;
  done: Generated<number>;
  total: number;
  actor: string | null;
  created_at: DefaultInstant;
}

export interface PersonalViewTable {
  member_id: string;
  id: string;
  app: string;
  form: string;
  /** JSON text of a view document. */
  document: string;
  /** Place among the member's views of the form. */
  pos: Generated<number>;
  updated_at: DefaultInstant;
  deleted_at: Instant | null;
}

export interface ViewSettingTable {
  member_id: string;
  app: string;
  form: string;
  /** Key of a view, id of a personal one; empty: what is chosen for the form as a whole. */
  view: string;
  /** JSON text of an adjustment. */
  document: string;
  updated_at: DefaultInstant;
}

export interface CommentTable {
  id: string;
  /** `app:form` */
  form: string;
  record_id: string;
  author_id: string;
  /** Plain text; members are mentioned as "@{id}". */
  text: string;
  files: Generated<string[]>;
  reply_to: string | null;
  created_at: DefaultInstant;
  edited_at: Instant | null;
  deleted_at: Instant | null;
  deleted_by: string | null;
}

export interface FollowTable {
  member_id: string;
  /** `app:form` */
  form: string;
  record_id: string;
  /** False: told nothing, although the record is theirs or they commented on it. */
  following: boolean;
  since: DefaultInstant;
}

/** Blocks of records: what records that may be duplicates have in common, hashed. */
export interface LikenessTable {
  block: Big;
  record_id: string;
}

/** Records that were written and are to be compared anew. */
export interface LikenessDueTable {
  /** `app:form` */
  form: string;
  record_id: string;
}

export interface LikenessScanTable {
  form: string;
  scheme: string;
  state: string;
  phase: string;
  reached: string | null;
  done: Generated<number>;
  total: Generated<number>;
  crowded: DefaultJson;
  started_at: DefaultInstant;
  finished_at: Instant | null;
}

/** Records that may be the same. */
export interface TwinTable {
  form: string;
  a: string;
  b: string;
  score: number;
  reasons: Json;
  found_at: DefaultInstant;
  dismissed_by: string | null;
  dismissed_at: Instant | null;
}

export interface ShareLinkTable {
  id: string;
  /** SHA-256 of the token. */
  token_hash: string;
  /** `app:form` */
  form: string;
  record_id: string;
  fields: string[];
  files: boolean;
  /** Under whose rights it shows the record. */
  created_by: string;
  created_at: DefaultInstant;
  /** Null: until it is revoked. */
  expires_at: Instant | null;
  revoked_at: Instant | null;
  revoked_by: string | null;
  opens: Generated<number>;
  opened_at: Instant | null;
}

export interface NotificationTable {
  id: string;
  member_id: string;
  kind: string;
  /** Code of one of the texts of the kind. */
  text: string;
  params: DefaultJson<Readonly<Record<string, string | number>>>;
  body: string | null;
  by_id: string | null;
  app: string | null;
  form: string | null;
  record_id: string | null;
  tab: string | null;
  /** While one with this name is unread, the next takes its place. */
  key: string | null;
  times: Generated<number>;
  shown: Generated<boolean>;
  told_at: DefaultInstant;
  read_at: Instant | null;
  /** By its reader. */
  deleted_at: Instant | null;
  /** The comment that it tells of. */
  about: string | null;
  /** With what it tells of: its reader can do nothing about it. */
  withdrawn_at: Instant | null;
}

export interface MessageSettingTable {
  member_id: string;
  document: Json;
  updated_at: DefaultInstant;
}

export interface ChannelTable {
  key: string;
  enabled: boolean;
  kinds: string[] | null;
  details: Generated<boolean>;
  /** Ciphertext. */
  config: string | null;
  updated_at: DefaultInstant;
  updated_by: string | null;
}

export interface DeliveryTable {
  id: string;
  notification_id: string;
  member_id: string;
  channel: string;
  state: Generated<'queued' | 'failed' | 'sent' | 'simulated' | 'skipped' | 'dead'>;
  attempts: Generated<number>;
  due_at: DefaultInstant;
  taken_until: Instant | null;
  /** An issue. */
  reason: Json | null;
  content: Json | null;
  created_at: DefaultInstant;
  done_at: Instant | null;
}

/** The system tables: `platform.*` once, the others in every workspace schema (`db.withSchema(schema)`). */
export interface Tables {
  'platform.account': AccountTable;
  'platform.workspace': WorkspaceTable;
  'platform.membership': MembershipTable;
  'platform.refresh_token': RefreshTokenTable;
  'platform.setting': SettingTable;
  'platform.migration': MigrationTable;
  meta: MetaTable;
  department: DepartmentTable;
  member: MemberTable;
  app: AppTable;
  definition: DefinitionTable;
  definition_version: DefinitionVersionTable;
  form_storage: FormStorageTable;
  field_storage: FieldStorageTable;
  record_change: RecordChangeTable;
  batch: BatchTable;
  batch_record: BatchRecordTable;
  outbox: OutboxTable;
  outbox_cursor: OutboxCursorTable;
  counter: CounterTable;
  export_job: ExportJobTable;
  import_job: ImportJobTable;
  file: FileTable;
  record_draft: RecordDraftTable;
  api_secret: ApiSecretTable;
  field_template: FieldTemplateTable;
  design_presence: DesignPresenceTable;
  list_shape: ListShapeTable;
  advised_index: AdvisedIndexTable;
  advice_paused: AdvicePausedTable;
  computation: ComputationTable;
  personal_view: PersonalViewTable;
  view_setting: ViewSettingTable;
  comment: CommentTable;
  follow: FollowTable;
  share_link: ShareLinkTable;
  likeness: LikenessTable;
  likeness_due: LikenessDueTable;
  likeness_scan: LikenessScanTable;
  twin: TwinTable;
  notification: NotificationTable;
  message_setting: MessageSettingTable;
  channel: ChannelTable;
  delivery: DeliveryTable;
  migration: MigrationTable;
}
