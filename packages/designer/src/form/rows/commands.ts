import { documentOfRows, type FieldType, fieldTypes, rowsIn, rowsOfDocument } from '@trellis/forms/model';
import {
  type FieldSchema,
  type FormDocument,
  type Issue,
  type JsonObject,
  keyFromLabel,
} from '@trellis/metadata';
import { type FormCommand, freeLabel, named, newField } from '../commands.ts';

/** The setting of a field that holds its rows; undefined for fields without. */
const settingOf = (document: FormDocument, key: string): string | undefined => {
  const type = document.properties[key]?.trellis.type;
  return type === undefined ? undefined : fieldTypes.get(type).owned;
};

/** The rows of a sub-form as a form document, so that all that designs forms designs them. */
export function rowsDocument(document: FormDocument, key: string): FormDocument | undefined {
  const field = document.properties[key];
  const rows = field && rowsIn(fieldTypes.get(field.trellis.type), field.trellis.config);
  return rows && documentOfRows(field.trellis.label, rows);
}

/** The document with other rows in a sub-form; its settings follow columns that go or are renamed. */
function withRows(
  document: FormDocument,
  key: string,
  before: FormDocument,
  rows: FormDocument,
): FormDocument {
  const field = document.properties[key];
  const setting = settingOf(document, key);
  if (!field || setting === undefined) return document;
  const [old, now] = [Object.keys(before.properties), Object.keys(rows.properties)];
  const gone = old.filter((column) => !now.includes(column));
  const added = now.filter((column) => !old.includes(column));
  const renamed = gone.length === 1 && added.length === 1 && old.length === now.length;
  const names = new Map(gone.map((column) => [column, renamed ? added[0] : undefined]));
  const config: Record<string, unknown> = { ...followed(field.trellis.config, names) };
  config[setting] = rowsOfDocument(rows);
  const trellis = { ...field.trellis, config: config as JsonObject };
  return { ...document, properties: { ...document.properties, [key]: { ...field, trellis } } };
}

/** Settings whose lists name columns: entries of a column that is gone go, of a renamed one follow. */
function followed(
  config: JsonObject,
  names: ReadonlyMap<string, string | undefined>,
): Readonly<Record<string, unknown>> {
  if (names.size === 0) return config;
  const entry = (one: unknown): unknown[] => {
    if (typeof one === 'string') return names.has(one) ? [names.get(one)].filter(Boolean) : [one];
    if (typeof one !== 'object' || one === null) return [one];
    const members = Object.entries(one).map(([name, value]) => [name, entry(value)] as const);
    if (members.some(([, [value]]) => value === undefined)) return [];
    return [Object.fromEntries(members.map(([name, [value]]) => [name, value]))];
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.flatMap(entry) : value,
    ]),
  );
}

/** A command on the rows of a sub-form as a command on the form. */
export function inRows(key: string, command: FormCommand): FormCommand {
  return {
    label: command.label,
    ...(command.merge === undefined ? {} : { merge: `${key}/${command.merge}` }),
    apply(document) {
      const rows = rowsDocument(document, key);
      if (!rows) return document;
      const next = command.apply(rows);
      return next === rows ? document : withRows(document, key, rows, next);
    },
  };
}

/** Adds a column at the end. */
export const addColumn = (key: string, field: FieldSchema): FormCommand => ({
  label: named('添加列', 'Add column', field.trellis.label),
  apply: (rows) =>
    Object.hasOwn(rows.properties, key)
      ? rows
      : { ...rows, properties: { ...rows.properties, [key]: field } },
});

/** Whether fields of a type may be columns. */
export const mayBeColumn = ({ alone, display, files, kind }: FieldType): boolean =>
  !alone && !display && (files === undefined || kind === 'file');

/** A new column of a type, under a name that is free. */
export function newColumn(
  rows: FormDocument,
  type: string,
): { readonly key: string; readonly command: FormCommand } {
  const label = freeLabel(rows, fieldTypes.get(type).label);
  const key = keyFromLabel(label.zh, Object.keys(rows.properties));
  return { key, command: addColumn(key, newField(type, label)) };
}

/** Takes a column out; the last one stays. */
export const removeColumn = (rows: FormDocument, key: string): FormCommand => ({
  label: named('删除列', 'Delete column', rows.properties[key]?.trellis.label ?? { zh: key }),
  apply(now) {
    const { [key]: gone, ...properties } = now.properties;
    if (!gone || Object.keys(properties).length === 0) return now;
    return { ...now, properties, required: now.required.filter((one) => one !== key) };
  },
});

/** Moves a column from one place to another. */
export const moveColumn = (rows: FormDocument, from: number, to: number): FormCommand => ({
  label: named(
    '移动列',
    'Move column',
    Object.values(rows.properties)[from]?.trellis.label ?? { zh: String(from + 1) },
  ),
  apply(now) {
    const columns = Object.entries(now.properties);
    const [moved] = columns.splice(from, 1);
    if (!moved) return now;
    columns.splice(to, 0, moved);
    return { ...now, properties: Object.fromEntries(columns) };
  },
});

/** Issues of a sub-form's columns as issues of the document of its rows. */
export function issuesInRows(
  document: FormDocument,
  key: string,
  issues: readonly Issue[],
): readonly Issue[] {
  const at = ['properties', key, 'trellis', 'config', settingOf(document, key)];
  return issues
    .filter(({ path }) => at.every((part, index) => path[index] === part))
    .map((issue) => ({ ...issue, path: issue.path.slice(at.length) }));
}
