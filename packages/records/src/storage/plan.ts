import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import type { Issue } from '@trellis/metadata';
import { hasColumn } from './has-column.ts';
import { type IndexSpec, indexesOf } from './indexes.ts';
import { type StoredKey, storedKeys } from './keys.ts';
import { columnName, isAdvised, primaryKeyName, quoteName, tableName } from './names.ts';
import { columnSql, systemColumnsOf } from './system-columns.ts';
import type { FormStorage, StoredColumn } from './types.ts';

/** One unit of work on the database; each is applied on its own and may be retried. */
export type Step =
  /** Statements of one transaction: a new table with its indexes. */
  | { readonly kind: 'create_table'; readonly statements: readonly string[] }
  | { readonly kind: 'add_columns'; readonly sql: string; readonly columns: readonly StoredColumn[] }
  /** Outside a transaction, because CONCURRENTLY. `unique`: the field, `formKey`: the form's key; these fail on duplicates. */
  | {
      readonly kind: 'create_index';
      readonly name: string;
      readonly sql: string;
      readonly unique?: { readonly field: string; readonly column: string };
      readonly formKey?: StoredKey;
    }
  | { readonly kind: 'drop_index'; readonly name: string };

/** How a form's table gets from what is there to what a document needs. */
export interface StoragePlan {
  readonly app: string;
  readonly form: string;
  readonly table: string;
  readonly isNew: boolean;
  /** The storage catalog once the document is published, binned columns included. */
  readonly columns: readonly StoredColumn[];
  /** Before the definition flips; invisible to it. */
  readonly expand: readonly Step[];
  /** After it has flipped. */
  readonly contract: readonly Step[];
  /** Why the document can't be stored; paths into the form document. */
  readonly issues: readonly Issue[];
}

export interface PlanInput {
  readonly schema: string;
  /** The form as it shall be. */
  readonly form: CompiledForm;
  /** Single-option fields that boards group by. */
  readonly lanes: ReadonlySet<string>;
  /** Fields whose values are converted: they get a column of their own, whatever stands in others. */
  readonly converted?: ReadonlySet<string>;
  /** Absent for a form without a table. */
  readonly storage?: FormStorage | undefined;
  /** All relations of the schema, for the name of a new table. */
  readonly taken: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();
/** Before the shape of a column that an interrupted conversion left; the next one begins anew in it. */
const CONVERTING = 'converting ';

/** PostgreSQL allows 1,600 columns a table and counts dropped ones. */
const MAX_COLUMNS = 1_500;
/** Characters that surely fit a btree entry (2,704 bytes) at four bytes each. */
const MAX_UNIQUE_LENGTH = 600;

/** What changes in the database so that `form` can be stored. Pure: reads nothing, changes nothing. */
export function planStorage(input: PlanInput): StoragePlan {
  const { form, storage, schema } = input;
  const table = storage?.table ?? tableName(form.app, form.key, input.taken);
  const converted = input.converted ?? NOTHING;
  const { columns, added } = placeFields(form, storage?.columns ?? [], converted);
  const live = new Map(columns.flatMap((c) => (c.state === 'live' ? [[c.field, c.column] as const] : [])));
  const indexes = indexesOf(table, form, live, input.lanes);
  const where = `${quoteName(schema)}.${quoteName(table)}`;
  const base = {
    app: form.app,
    form: form.key,
    table,
    columns,
    issues: issuesOf(form, columns.length + systemColumnsOf(form.key).length),
  };
  if (!storage) {
    const statements = [
      createTable(where, table, form.key, columns),
      ...indexes.map((index) => createIndex(index, where, false)),
    ];
    return { ...base, isNew: true, expand: [{ kind: 'create_table', statements }], contract: [] };
  }
  const expand: Step[] = [];
  const keys = storedKeys(table, form, live);
  if (added.length > 0) {
    // Until the flip its column says that it holds the half of something: nobody takes it for what a deleted field left.
    const marked = added.map((c) => (converted.has(c.field) ? { ...c, shape: CONVERTING + c.shape } : c));
    expand.push({ kind: 'add_columns', sql: addColumns(where, added), columns: marked });
  }
  for (const index of indexes) {
    const valid = storage.indexes.get(index.name);
    if (valid) continue;
    if (valid === false) expand.push({ kind: 'drop_index', name: index.name });
    const column = index.unique === undefined ? undefined : live.get(index.unique);
    const formKey = index.formKey === undefined ? undefined : keys.find((one) => one.index === index.name);
    expand.push({
      kind: 'create_index',
      name: index.name,
      sql: createIndex(index, where, true),
      ...(index.unique !== undefined && column !== undefined && { unique: { field: index.unique, column } }),
      ...(formKey && { formKey }),
    });
  }
  const wanted = new Set(indexes.map((index) => index.name));
  const contract = [...storage.indexes.keys()]
    .filter((name) => !wanted.has(name) && !isAdvised(name))
    .map((name): Step => ({ kind: 'drop_index', name }));
  return { ...base, isNew: false, expand, contract };
}

/** How the shape of a column ends whose values are encrypted; such fields are no references. */
export const ENCRYPTED = ' encrypted';
/** Before the shape of a column that held plain values of a field until it was encrypted. */
export const EMPTIED = 'emptied ';

/** What a column must have in common with a field to hold its values. */
function shapeOf(field: CompiledField): string {
  const shape = [field.kind, field.type.type, field.target].filter(Boolean).join(' ');
  return field.meta.encrypted ? shape + ENCRYPTED : shape;
}

/**
 * A column for each field: the one it has, else the one it had when it was deleted (same type and target: its data
 * comes back), else a new one. Columns of fields that are gone are binned, never dropped.
 */
function placeFields(form: CompiledForm, current: readonly StoredColumn[], converted: ReadonlySet<string>) {
  const taken = new Set(current.map((c) => c.column));
  const kept = new Map<string, StoredColumn>();
  const added: StoredColumn[] = [];
  for (const field of form.fields.values()) {
    if (!hasColumn(field)) continue;
    const pgType = field.type.column(field.config);
    const shape = shapeOf(field);
    const mine = current.filter((c) => c.field === field.key && c.pgType === pgType);
    const found = converted.has(field.key)
      ? mine.find((c) => c.state === 'binned' && c.shape === CONVERTING + shape)
      : (mine.find((c) => c.state === 'live' && sameMeaning(c.shape, shape)) ??
        mine.find((c) => c.state === 'binned' && c.shape === shape));
    if (found) {
      kept.set(found.column, { ...found, shape, state: 'live' });
      continue;
    }
    const column = columnName(field.key, taken);
    taken.add(column);
    added.push({ field: field.key, column, pgType, shape, state: 'live' });
  }
  const rest = current.map((c) => kept.get(c.column) ?? { ...c, state: 'binned' as const });
  return { columns: [...rest, ...added], added };
}

/** Same kind and target: one field type may take over another's column in place (text → textarea). */
function sameMeaning(a: string, b: string): boolean {
  const [kindA, , targetA] = a.split(' ');
  const [kindB, , targetB] = b.split(' ');
  return kindA === kindB && targetA === targetB;
}

function issuesOf(form: CompiledForm, columns: number): Issue[] {
  const issues: Issue[] = [];
  if (columns > MAX_COLUMNS)
    issues.push({ path: ['properties'], code: 'too_many_columns', params: { max: MAX_COLUMNS } });
  for (const field of form.fields.values()) {
    if (!field.meta.unique || field.type.column(field.config) !== 'text') continue;
    const { maxLength = 0 } = field.valueSchema;
    if (maxLength > MAX_UNIQUE_LENGTH)
      issues.push({
        path: ['properties', field.key, 'trellis', 'unique'],
        code: 'unique_too_long',
        params: { max: MAX_UNIQUE_LENGTH },
      });
  }
  return issues;
}

/**
 * Room in each page for one more version of a record, so that a change of a field without index stays in its page and
 * touches no index. Without it three of four first changes had to enter all of them, the tokens' included.
 */
const ROOM = 'with (fillfactor = 85)';

function createTable(where: string, table: string, form: string, columns: readonly StoredColumn[]): string {
  const lines = [
    ...systemColumnsOf(form).map((c) => columnSql(c.name, c.pgType, c.constraint)),
    ...columns.map((c) => columnSql(c.column, c.pgType)),
    `constraint ${quoteName(primaryKeyName(table))} primary key (_id)`,
  ];
  return `create table ${where} (\n  ${lines.join(',\n  ')}\n) ${ROOM}`;
}

function addColumns(where: string, columns: readonly StoredColumn[]): string {
  const lines = columns.map((c) => `add column ${columnSql(c.column, c.pgType)}`);
  return `alter table ${where}\n  ${lines.join(',\n  ')}`;
}

function createIndex(index: IndexSpec, where: string, concurrently: boolean): string {
  const unique = index.unique !== undefined || index.formKey !== undefined;
  const head = `create${unique ? ' unique' : ''} index${concurrently ? ' concurrently' : ''}`;
  return `${head} ${quoteName(index.name)} on ${where} ${index.on}`;
}
