import { createHash } from 'node:crypto';
import { type CompiledForm, keyReadings, mayBeCompared } from '@trellis/forms/model';
import type { FormKey, KeyPart } from '@trellis/metadata';
import { keyIndexName, quoteName } from './names.ts';
import { READINGS_VERSION, readingSql } from './readings.ts';

/** A key of a form as the database keeps it. */
export interface StoredKey {
  readonly key: FormKey;
  /** Where it stands among the keys of the document. */
  readonly position: number;
  readonly index: string;
  /** What counts of each field, over the columns of the form's table. */
  readonly parts: readonly string[];
  /** Which records it is about, living ones aside; over the same columns. */
  readonly counts: string | undefined;
}

type Form = Pick<CompiledForm, 'document' | 'fields'>;
type Columns = ReadonlyMap<string, string>;

/**
 * The keys of a form that can be kept: a draft may hold what its check refuses, for which the database is not asked. The
 * name of an index is a function of what it is, so that a key that is read otherwise gets another one before the old one goes.
 * @param columns field key → column
 */
export function storedKeys(table: string, form: Form, columns: Columns): readonly StoredKey[] {
  return (form.document.trellis.keys ?? []).flatMap((key, position) => {
    const parts = key.fields.flatMap((part) => partSql(form, columns, part) ?? []);
    const counts = key.except && exceptSql(form, columns, key.except);
    if (parts.length < key.fields.length || (key.except && counts === undefined)) return [];
    const read = key.fields.map(({ field, as }) => [columns.get(field), as]);
    const what = createHash('sha256')
      .update(JSON.stringify([READINGS_VERSION, read, counts]))
      .digest('hex');
    const index = keyIndexName(table, `${key.key}_${what.slice(0, 8)}`);
    return [{ key, position, index, parts, counts }];
  });
}

function partSql({ fields }: Form, columns: Columns, { field, as }: KeyPart): string | undefined {
  const [compiled, column] = [fields.get(field), columns.get(field)];
  if (!compiled || column === undefined) return undefined;
  const fits = mayBeCompared(compiled) && keyReadings(compiled).includes(as);
  return fits ? readingSql(as, quoteName(column)) : undefined;
}

function exceptSql(
  { fields }: Form,
  columns: Columns,
  { field, in: options }: NonNullable<FormKey['except']>,
): string | undefined {
  const [compiled, column] = [fields.get(field), columns.get(field)];
  if (column === undefined || compiled?.kind !== 'option' || compiled.many || compiled.meta.encrypted)
    return undefined;
  // Keys of options hold nothing that would need quoting.
  return `coalesce(${quoteName(column)}, '') not in (${options.map((option) => `'${option}'`).join(', ')})`;
}
