import type { Generated } from 'kysely';
import type { Big, DefaultInstant, DefaultJson, Instant, Json } from './columns.ts';

/** Records that may be the same. */
export interface DuplicateTables {
  likeness: LikenessTable;
  likeness_due: LikenessDueTable;
  likeness_scan: LikenessScanTable;
  twin: TwinTable;
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
