import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { param } from '@trellis/logic/sql';
import type { Issue } from '@trellis/metadata';
import type { Reading } from '../access/target.ts';
import type { CatalogForm } from '../contract.ts';
import type { Image } from '../write/image.ts';
import { type Guard, idsIn, manyExist } from '../write/references.ts';

/**
 * Conditions that everything that the rows of a record point to exists and may be seen; what they pointed to before is
 * not asked about again. One for each column, so that the statement does not depend on how many rows there are.
 */
export function rowGuards(
  state: Reading,
  form: CatalogForm,
  image: Image,
  fields: Iterable<string>,
  before?: Image,
): Guard[] {
  return [...fields].flatMap((key) => {
    const columns = [...(form.owned.get(key)?.fields.values() ?? [])];
    return columns.flatMap(({ key: column, target }): Guard[] => {
      if (target === undefined) return [];
      const known = new Set(idsOf(before?.values[key], column));
      const ids = idsOf(image.values[key], column).filter((id) => !known.has(id));
      return [
        {
          holds: manyExist(state, target, param(ids, 'uuid[]')),
          issue: { path: [key], code: 'reference_missing' },
        },
      ];
    });
  });
}

const idsOf = (value: Value | undefined, column: string): readonly string[] =>
  rowsOf(value).flatMap((row) => idsIn(row[column]));

/**
 * What the rows of a record point to that is not among what was found, at [field, row, column].
 * @param found ids by target
 */
export function missingInRows(
  form: CatalogForm,
  image: Image,
  found: ReadonlyMap<string, ReadonlySet<string>>,
): Issue[] {
  return [...form.owned].flatMap(([key, rows]) => {
    const fields = [...rows.fields.values()].filter(({ target }) => target !== undefined);
    return rowsOf(image.values[key]).flatMap((row, index) =>
      fields.flatMap(({ key: column, target = '' }) =>
        idsIn(row[column]).every((id) => found.get(target)?.has(id))
          ? []
          : [{ path: [key, index, column], code: 'reference_missing' }],
      ),
    );
  });
}
