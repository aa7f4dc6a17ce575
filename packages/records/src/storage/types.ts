/** One row of the storage catalog: where a field's values are. */
export interface StoredColumn {
  readonly field: string;
  readonly column: string;
  /** As in DDL, e.g. "timestamptz(3)". */
  readonly pgType: string;
  /** "kind type" or "kind type target", e.g. "ref reference crm:account". */
  readonly shape: string;
  /** binned: the field was deleted; its column and data wait for the same field to come back. */
  readonly state: 'live' | 'binned';
}

/** What is known of a form's table before a change. */
export interface FormStorage {
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  /** Index name → whether PostgreSQL may use it (false: left behind by an interrupted build). Without the primary key. */
  readonly indexes: ReadonlyMap<string, boolean>;
}
