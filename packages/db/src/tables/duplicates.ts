import type { Generated } from 'kysely';
import type { Big, DefaultInstant, DefaultJson, Instant, Json } from './columns.ts';

/** Records that may be the same, and those that became one. */
export interface DuplicateTables {
  likeness: LikenessTable;
  likeness_due: LikenessDueTable;
  likeness_scan: LikenessScanTable;
  twin: TwinTable;
  merge: MergeTable;
  merge_record: MergeRecordTable;
  merge_link: MergeLinkTable;
}

/** Blocks of records: what records that may be duplicates have in common, hashed. */
interface LikenessTable {
  block: Big;
  record_id: string;
}

/** Records that were written and are to be compared anew. */
interface LikenessDueTable {
  /** `app:form` */
  form: string;
  record_id: string;
}

interface LikenessScanTable {
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
interface TwinTable {
  form: string;
  a: string;
  b: string;
  score: number;
  reasons: Json;
  found_at: DefaultInstant;
  dismissed_by: string | null;
  dismissed_at: Instant | null;
}

/** Records that became one. */
interface MergeTable {
  id: string;
  /** `app:form` */
  form: string;
  /** The record that stayed. */
  survivor: string;
  /** Its version by the merge; null where the merge left its values alone. */
  version: number | null;
  by_id: string;
  at: DefaultInstant;
  undone_at: Instant | null;
}

/** Records that went into another one. */
interface MergeRecordTable {
  merge_id: string;
  record_id: string;
}

/** What pointed to the records that went, and points to the one that stayed. */
interface MergeLinkTable {
  merge_id: string;
  /** `app:form`, `app:form.field` for rows of a sub-form, or what is kept beside records: "$comment", "$follow", "$share". */
  form: string;
  record_id: string;
  field: string;
  before: string[];
}
