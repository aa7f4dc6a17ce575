import type { Generated } from 'kysely';
import type { Big, DefaultInstant, Instant } from './columns.ts';

/** How lists are looked at, and the indexes that follow from it. */
export interface ListTables {
  personal_view: PersonalViewTable;
  view_setting: ViewSettingTable;
  list_shape: ListShapeTable;
  advised_index: AdvisedIndexTable;
  advice_paused: AdvicePausedTable;
}

interface PersonalViewTable {
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

interface ViewSettingTable {
  member_id: string;
  app: string;
  form: string;
  /** Key of a view, id of a personal one; empty: what is chosen for the form as a whole. */
  view: string;
  /** JSON text of an adjustment. */
  document: string;
  updated_at: DefaultInstant;
}

interface ListShapeTable {
  app: string;
  form: string;
  /** JSON: fields with one value, other fields filtered by, order. */
  shape: string;
  uses: Big;
  used_at: Instant;
}

interface AdvisedIndexTable {
  name: string;
  app: string;
  form: string;
  shape: string;
  /** Null: being built. */
  made_at: Instant | null;
}

interface AdvicePausedTable {
  app: string;
  form: string;
}
