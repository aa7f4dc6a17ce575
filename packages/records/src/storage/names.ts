import { createHash } from 'node:crypto';

/** Citus appends shard ids and PostgreSQL cuts at 63 bytes: this length survives both. */
const MAX_BYTES = 45;

/** Columns that PostgreSQL gives every table; a field may have such a key, its column may not. */
const RESERVED_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** What an index is for; part of its name. */
export type IndexPurpose =
  | 'list'
  | 'rows'
  | 'owner'
  | 'search'
  | 'bin'
  | 'unique'
  | 'key'
  | 'lookup'
  | 'contains';

/**
 * Name for a new table of a form: `app__form`. The double underscore keeps it apart from system tables, of today and
 * of later migrations, and "a_b" + "c" apart from "a" + "b_c"; the rows of a sub-form get `app__form__field`. `taken` = all relations of the schema.
 */
export function tableName(app: string, form: string, taken: ReadonlySet<string>): string {
  return free(fit(`${app}__${form.replace('.', '__')}`), (name) => taken.has(name));
}

/** Name for a new column of a field: its key, with a suffix when a binned column still has that name. */
export function columnName(field: string, taken: ReadonlySet<string>): string {
  return free(field, (name) => taken.has(name) || RESERVED_COLUMNS.has(name));
}

/** Name of the primary key of a form's table. */
export const primaryKeyName = (table: string): string => fit(`${table}_pk`);

/** Name of an index; a function of what it is, so that it needs no catalog. */
export function indexName(table: string, purpose: IndexPurpose, column?: string): string {
  return fit(column === undefined ? `${table}_${purpose}` : `${table}_${column}_${purpose}`);
}

/** Name of an index that the advisor makes: a function of what it is. No other index is named like that. */
export const advisedName = (table: string, on: string): string =>
  `advised_${createHash('sha256').update(`${table} ${on}`).digest('hex').slice(0, 16)}`;

/** Whether an index is the advisor's: publishing leaves those alone. */
export const isAdvised = (name: string): boolean => /^advised_[0-9a-f]{16}$/.test(name);

/** Name of the index behind a unique field; the write path maps a violation of it back to the field. */
export const uniqueIndexName = (table: string, column: string): string => indexName(table, 'unique', column);

/** Name of the index behind a key of several fields, or of values read in some way. */
export const keyIndexName = (table: string, key: string): string => indexName(table, 'key', key);

/** An identifier in SQL text. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A name within the limit: a longer one is cut and told from its like by a hash of the whole. Names are ASCII. */
function fit(name: string): string {
  if (name.length <= MAX_BYTES) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, MAX_BYTES - hash.length - 1)}_${hash}`;
}

function free(base: string, taken: (name: string) => boolean): string {
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}
