import type { RowPlace } from '../widgets/relations.ts';

/** Keys of fields of a record and of columns of its rows, by the row; those of the record itself under "". */
export type Marks = ReadonlyMap<string, ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();
const nameOf = (place: RowPlace | undefined): string => (place ? `${place.field}/${place.row}` : '');

export const of = (marks: Marks, place?: RowPlace): ReadonlySet<string> => marks.get(nameOf(place)) ?? NONE;

export const add = (marks: Marks, place: RowPlace | undefined, keys: Iterable<string>): Marks =>
  new Map(marks).set(nameOf(place), new Set([...of(marks, place), ...keys]));

export function remove(marks: Marks, place: RowPlace | undefined, keys: Iterable<string>): Marks {
  const gone = new Set(keys);
  return new Map(marks).set(nameOf(place), new Set([...of(marks, place)].filter((key) => !gone.has(key))));
}
