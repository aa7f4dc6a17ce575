import { type CompiledForm, ownerOf } from '@trellis/forms/model';
import { storedKeys } from './keys.ts';
import { indexName, quoteName, uniqueIndexName } from './names.ts';

/** An index that a form's table should have. `on`: everything after the table's name in CREATE INDEX. */
export interface IndexSpec {
  readonly name: string;
  readonly on: string;
  /** Key of the field that is unique through it. */
  readonly unique?: string;
  /** Name of the form's key that it keeps. */
  readonly formKey?: string;
}

/** Lists show living records, newest first; the owner rides along because row predicates ask for it most. */
const NEWEST = '_created_at desc, _id desc';
const LIVING = 'where _deleted_at is null';
/** The pending list keeps saves cheap; a short one keeps its flush from stalling a save. */
const GIN = 'with (fastupdate = on, gin_pending_list_limit = 512)';

/**
 * Indexes of a form: newest first, by owner, quick search, what was deleted when, by each reference and lane (newest first
 * within), containment for many-values, uniqueness among living records, the form's keys.
 * @param columns field key → column
 * @param lanes keys of single-option fields that some board groups by
 */
export function indexesOf(
  table: string,
  form: CompiledForm,
  columns: ReadonlyMap<string, string>,
  lanes: ReadonlySet<string>,
): IndexSpec[] {
  const ofRows = ownerOf(form.ref) !== undefined;
  const specs = ofRows ? rowIndexes(table) : recordIndexes(table);
  for (const field of form.fields.values()) {
    const column = columns.get(field.key);
    if (column === undefined) continue;
    const name = quoteName(column);
    // Lists of files are looked into by nobody.
    if (field.many && field.kind !== 'file' && field.kind !== 'json') {
      specs.push({ name: indexName(table, 'contains', column), on: `using gin (${name}) ${GIN}` });
    } else if (field.kind === 'ref' || field.key === form.stageField || lanes.has(field.key)) {
      specs.push({
        name: indexName(table, 'lookup', column),
        on: ofRows ? `(${name})` : `(${name}, ${NEWEST}) include (_owner_id) ${LIVING}`,
      });
    }
    if (field.meta.unique)
      specs.push({ name: uniqueIndexName(table, column), on: `(${name}) ${LIVING}`, unique: field.key });
  }
  for (const { key, index, parts, counts } of storedKeys(table, form, columns)) {
    const on = parts.map((part) => `(${part})`).join(', ');
    specs.push({ name: index, on: `(${on}) ${LIVING}${counts ? ` and ${counts}` : ''}`, formKey: key.key });
  }
  return specs;
}

const recordIndexes = (table: string): IndexSpec[] => [
  { name: indexName(table, 'list'), on: `(${NEWEST}) include (_owner_id) ${LIVING}` },
  { name: indexName(table, 'owner'), on: `(_owner_id, ${NEWEST}) ${LIVING}` },
  { name: indexName(table, 'search'), on: `using gin (_search) ${GIN}` },
  // Costs living records nothing.
  { name: indexName(table, 'bin'), on: '(_deleted_at) where _deleted_at is not null' },
];

/** Rows of a sub-form are read by the record that they belong to, in their order. */
const rowIndexes = (table: string): IndexSpec[] => [
  { name: indexName(table, 'rows'), on: '(_parent_id, _pos)' },
];
