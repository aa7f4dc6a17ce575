import { quoteName } from './names.ts';

interface SystemColumn {
  readonly name: string;
  readonly pgType: string;
  readonly constraint?: string;
}

/** Columns of every form's table. Names start with `_`, which no field key does. */
const SYSTEM_COLUMNS: readonly SystemColumn[] = [
  { name: '_id', pgType: 'uuid', constraint: 'not null' },
  { name: '_version', pgType: 'integer', constraint: 'not null' },
  { name: '_created_at', pgType: 'timestamptz(3)', constraint: 'not null' },
  { name: '_created_by', pgType: 'uuid' },
  { name: '_updated_at', pgType: 'timestamptz(3)', constraint: 'not null' },
  { name: '_updated_by', pgType: 'uuid' },
  { name: '_owner_id', pgType: 'uuid' },
  { name: '_department_id', pgType: 'uuid' },
  { name: '_collaborator_ids', pgType: 'uuid[]', constraint: `not null default '{}'` },
  { name: '_deleted_at', pgType: 'timestamptz(3)' },
  // Tokens of quick search; null where the form has nothing searchable.
  { name: '_search', pgType: 'text[]' },
  // How its names are read, for quick search by pinyin.
  { name: '_pinyin', pgType: 'text' },
];

/** Columns of the table of a sub-form's rows: everything else is that of the record that they belong to. */
const ROW_COLUMNS: readonly SystemColumn[] = [
  { name: '_id', pgType: 'uuid', constraint: 'not null' },
  { name: '_parent_id', pgType: 'uuid', constraint: 'not null' },
  { name: '_pos', pgType: 'integer', constraint: 'not null' },
];

/** System columns of the table of a form by its key: that of a sub-form's rows is "form.field". */
export const systemColumnsOf = (form: string): readonly SystemColumn[] =>
  form.includes('.') ? ROW_COLUMNS : SYSTEM_COLUMNS;

/**
 * A column in DDL. Text compares by code point whatever the database's locale: the same order and equality on every
 * server, and an index on the column serves the comparisons that expressions compile to.
 */
export function columnSql(name: string, pgType: string, constraint?: string): string {
  const collation = pgType === 'text' || pgType === 'text[]' ? ' collate "C"' : '';
  return `${quoteName(name)} ${pgType}${collation}${constraint ? ` ${constraint}` : ''}`;
}
