import type { Generated } from 'kysely';
import type { Big, DefaultBig, DefaultInstant, Instant } from './columns.ts';

/** What people build, and where it is stored. */
export interface DefinitionTables {
  app: AppTable;
  definition: DefinitionTable;
  definition_version: DefinitionVersionTable;
  form_storage: FormStorageTable;
  field_storage: FieldStorageTable;
  field_template: FieldTemplateTable;
  design_presence: DesignPresenceTable;
  api_secret: ApiSecretTable;
}

interface AppTable {
  key: string;
  /** JSON text: a label per language. */
  label: string;
  version: string;
  template: string | null;
  document: string;
  installed_at: DefaultInstant;
}

interface DefinitionTable {
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

interface DefinitionVersionTable {
  kind: string;
  app: string;
  key: string;
  version: Big;
  document: string;
  published_at: DefaultInstant;
  published_by: string | null;
}

interface FormStorageTable {
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

interface FieldStorageTable {
  app: string;
  form: string;
  field: string;
  column_name: string;
  pg_type: string;
  /** Field type, and target of a reference. */
  shape: string;
  state: Generated<'live' | 'binned'>;
}

interface FieldTemplateTable {
  id: string;
  /** JSON: its name and the parts of a form. */
  document: string;
  updated_at: DefaultInstant;
  updated_by: string | null;
}

interface DesignPresenceTable {
  tab: string;
  kind: string;
  app: string;
  key: string;
  member_id: string;
  seen_at: DefaultInstant;
}

interface ApiSecretTable {
  app: string;
  form: string;
  field: string;
  /** Name of the header, lower case. */
  header: string;
  /** Ciphertext. */
  value: string;
}
