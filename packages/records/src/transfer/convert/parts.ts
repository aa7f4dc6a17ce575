import type { ColumnMapping } from '../mapping/types.ts';
import type { PlannedColumn } from './check.ts';

/** A column that says by one field of theirs which records are meant. */
export interface Part {
  readonly column: number;
  /** Field of the target. */
  readonly by: string;
}

/** Stands between the texts of several columns that name one record together. */
const BETWEEN = '｜';

/**
 * Columns of one field become one, which names records by several of their fields.
 * @param titleOf the field by which names are meant where a column does not say
 */
export function joinedColumns(
  columns: readonly PlannedColumn[],
  titleOf: (column: PlannedColumn) => string,
): PlannedColumn[] {
  return [...groupedBy(columns, ({ field }) => field).values()].flatMap(
    ([first, ...more]): PlannedColumn[] => {
      if (!first || more.length === 0) return first ? [first] : [];
      const parts = [first, ...more].map(
        (one): Part => ({ column: one.column, by: one.matchBy ?? titleOf(one) }),
      );
      return [{ ...first, parts }];
    },
  );
}

/** What a row says in a column: where there are several, their texts together; nothing where all are empty. */
export function textIn(
  cells: readonly string[],
  { column, parts }: Pick<PlannedColumn, 'column' | 'parts'>,
): string {
  if (!parts) return cells[column] ?? '';
  const texts = parts.map((part) => (cells[part.column] ?? '').trim().replaceAll(BETWEEN, '|'));
  return texts.some((text) => text !== '') ? texts.join(BETWEEN) : '';
}

/** A name as people are told of it. */
export const shownName = (name: string): string =>
  name
    .split(BETWEEN)
    .filter((text) => text !== '')
    .join(' ');

/** The texts of a name by the fields that they are of. A name of one text is a title. */
export function partsOf(name: string, parts: readonly Part[], title: string): ReadonlyMap<string, string> {
  const texts = name.split(BETWEEN);
  if (texts.length === 1) return new Map([[title, name]]);
  return new Map(
    parts.flatMap(({ by }, index): [string, string][] => {
      const text = texts[index] ?? '';
      return text === '' ? [] : [[by, text]];
    }),
  );
}

/** Things by what a function says of them, in the order of the first ones. */
export function groupedBy<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** Whether a field may have several columns, each of which says by another field which record is meant. */
export const mayBeJoined = ({ target }: Pick<PlannedColumn, 'target'>): boolean =>
  !target.many && (target.target?.includes(':') ?? false);

/** What two columns of a field must differ in. */
export const placeOf = (
  { field, matchBy }: Pick<ColumnMapping, 'field' | 'matchBy'>,
  title: string,
): string => `${field} ${matchBy ?? title}`;
