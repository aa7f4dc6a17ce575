import type { Generated } from 'kysely';
import type { Big, DefaultInstant, Instant, Json } from './columns.ts';

/** What belongs to records, beside the tables of their forms. */
export interface RecordTables {
  record_change: RecordChangeTable;
  record_draft: RecordDraftTable;
  file: FileTable;
  computation: ComputationTable;
  deletion_effect: DeletionEffectTable;
}

interface RecordChangeTable {
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

interface RecordDraftTable {
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

interface FileTable {
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

interface ComputationTable {
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

/** What followed in another record when one was deleted. */
interface DeletionEffectTable {
  /** `app:form` */
  target_form: string;
  target: string;
  form: string;
  record_id: string;
  /** The row of a sub-form that pointed there, else the record. */
  at_id: string;
  /** "field" or "field.column". */
  field: string;
  /** Of the record, by it. */
  version: number;
  /** What stood there; null where the record went along. */
  before: string[] | null;
}
