import type { Generated } from 'kysely';
import type { Big, DefaultInstant, DefaultJson, Instant, Json } from './columns.ts';

/** Work on many records: batches, imports, exports. */
export interface BulkTables {
  batch: BatchTable;
  batch_record: BatchRecordTable;
  import_job: ImportJobTable;
  import_mapping: ImportMappingTable;
  export_job: ExportJobTable;
}

interface BatchTable {
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

interface BatchRecordTable {
  batch_id: string;
  pos: number;
  record_id: string;
  version: number;
  outcome: 'done' | 'unchanged' | 'skipped' | 'kept' | null;
  written: number | null;
  /** JSON text. */
  issues: string | null;
}

interface ImportMappingTable {
  id: string;
  app: string;
  form: string;
  member_id: string;
  name: string;
  shared: boolean;
  /** JSON text. */
  document: string;
  created_at: DefaultInstant;
}

interface ImportJobTable {
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

interface ExportJobTable {
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
  /** Has a worker for large ones. */
  large: Generated<boolean>;
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
