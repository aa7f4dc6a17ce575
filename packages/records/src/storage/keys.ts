import { createHash } from 'node:crypto';
import type { CompiledForm } from '@trellis/forms/model';
import type { FormKey } from '@trellis/metadata';
import { keyIndexName, quoteName } from './names.ts';
import { readingSql } from './readings.ts';

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

/**
 * The keys of a form whose fields all have columns. The name of an index is a function of what it is, so that a key that
 * is read otherwise gets another one before the old one goes.
 * @param columns field key → column
 */
export function storedKeys(
  table: string,
  form: Pick<CompiledForm, 'document' | 'fields'>,
  columns: ReadonlyMap<string, string>,
): readonly StoredKey[] {
  const named = (field: string): string | undefined => {
    const column = columns.get(field);
    return column === undefined ? undefined : quoteName(column);
  };
  return (form.document.trellis.keys ?? []).flatMap((key, position) => {
    const names = key.fields.map(({ field }) => named(field));
    const except = key.except && named(key.except.field);
    if (names.some((name) => name === undefined) || (key.except && except === undefined)) return [];
    const parts = key.fields.map(({ as }, index) => readingSql(as, names[index] ?? ''));
    const counts = except && exceptSql(except, key);
    const hash = createHash('sha256')
      .update(JSON.stringify([parts, counts]))
      .digest('hex')
      .slice(0, 8);
    return [
      {
        key,
        position,
        index: keyIndexName(table, `${key.key}_${hash}`),
        parts,
        counts,
      },
    ];
  });
}

/** Option keys hold nothing that would need quoting. */
const exceptSql = (column: string, { except }: FormKey): string =>
  `coalesce(${column}, '') not in (${(except?.in ?? []).map((option) => `'${option}'`).join(', ')})`;
