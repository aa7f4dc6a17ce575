import { type CompiledField, rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { frag, param } from '@trellis/logic/sql';
import type { Issue } from '@trellis/metadata';
import type { Reading } from '../access/target.ts';
import type { CatalogForm } from '../contract.ts';
import { fixedIds, idsIn } from '../write/ids.ts';
import type { Image } from '../write/image.ts';
import { outsideRange } from '../write/range.ts';
import { type Guard, hasSay, missingAmong } from '../write/references.ts';

/** A cell of a row and what it points to. */
export interface Pointing {
  readonly path: Issue['path'];
  readonly ids: readonly string[];
}

/**
 * Conditions that everything that the rows of a record point to exists, may be seen and lies in the range of its
 * column; what they pointed to before is not asked about again. One for each column, so that the statement does not
 * depend on how many rows there are; where it does not hold, each cell is told.
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
    return columns.flatMap((column): Guard[] => {
      if (column.target === undefined) return [];
      const known = new Set(rowsOf(before?.values[key]).flatMap((row) => idsIn(row[column.key])));
      const cells = cellsOf(image, key, column, (id) => !known.has(id));
      const ids = cells.flatMap((cell) => cell.ids);
      const missing = missingAmong(state, column.target, param(ids, 'uuid[]'), {
        fixed: fixedIds(column),
        held: hasSay(column),
      });
      const outside = outsideRange(state, column, ids);
      return [
        cellGuard(key, cells, missing, 'reference_missing'),
        ...(outside ? [cellGuard(key, cells, outside, 'out_of_range')] : []),
      ];
    });
  });
}

/** A guard over cells: `failing` gives the ids that it does not hold for. */
export const cellGuard = (
  key: string,
  cells: readonly Pointing[],
  failing: NonNullable<Guard['each']>['failing'],
  code: string,
): Guard => ({
  holds: frag`NOT EXISTS (${failing})`,
  issue: { path: [key], code },
  each: {
    failing,
    issues: (found) =>
      cells.flatMap(({ path, ids }) => (ids.some((id) => found.has(id)) ? [{ path, code }] : [])),
  },
});

/** The cells of a column that point to anything that shall be asked about. */
const cellsOf = (
  image: Image,
  key: string,
  { key: column }: CompiledField,
  isAsked: (id: string) => boolean = () => true,
): Pointing[] =>
  rowsOf(image.values[key]).flatMap((row, index) => {
    const ids = idsIn(row[column] as Value).filter(isAsked);
    return ids.length > 0 ? [{ path: [key, index, column], ids }] : [];
  });

/** What a field, or a column, may point to, of the ids of a write. */
export interface Pointable {
  /** Those that exist and may be seen. */
  readonly there: ReadonlySet<string>;
  /** Those that the field offers, where it does not offer all. */
  readonly offered: ReadonlySet<string> | undefined;
}

/** What is wrong with ids that a field points to. */
export const wrongIn = (may: Pointable | undefined, ids: readonly string[]): readonly string[] => [
  ...(ids.every((id) => may?.there.has(id)) ? [] : ['reference_missing']),
  ...(ids.every((id) => may?.offered?.has(id) ?? true) ? [] : ['out_of_range']),
];

/**
 * What the rows of a record point to that is not among what they may, at [field, row, column].
 * @param pointable by "field.column"
 */
export function missingInRows(
  form: CatalogForm,
  image: Image,
  pointable: ReadonlyMap<string, Pointable>,
): Issue[] {
  return [...form.owned].flatMap(([key, rows]) =>
    [...rows.fields.values()].flatMap((column) => {
      if (column.target === undefined) return [];
      const may = pointable.get(`${key}.${column.key}`);
      return cellsOf(image, key, column).flatMap(({ path, ids }) =>
        wrongIn(may, ids).map((code): Issue => ({ path, code })),
      );
    }),
  );
}
