import { type Checked, references } from '@trellis/logic';

/** What stands for the moment and the person among the roots of paths. */
export const OF_ENV = '$';

const PARENT = '_parent_id.';

/**
 * What must change for the value at a path to change: the field at its start ("lines" of "lines.price"), for a row also
 * a field of the record around it ("_parent_id.rate"), `$before`, or the moment and the person.
 */
export function rootOf(path: string): string {
  if (path.startsWith(PARENT)) return PARENT + rootOf(path.slice(PARENT.length));
  if (path.startsWith('$') && !path.startsWith('$before')) return OF_ENV;
  return path.split('.')[0] ?? path;
}

/** Whether a root is of the record around a row. */
export const isOfParent = (root: string): boolean => root.startsWith(PARENT);

/** The root of a field of the record, as its rows read it. */
export const rootInRow = (root: string): string => (root === OF_ENV ? root : PARENT + root);

/** The roots of all that some expressions read. */
export const rootsOf = (expressions: readonly Checked[]): ReadonlySet<string> =>
  new Set(expressions.flatMap((one) => references(one).map(rootOf)));

/** Things by the roots that they read. */
export function byRoot<T>(
  all: Iterable<T>,
  reads: (one: T) => Iterable<string>,
): ReadonlyMap<string, readonly T[]> {
  const readers = new Map<string, T[]>();
  for (const one of all) {
    for (const root of new Set(reads(one))) {
      const list = readers.get(root);
      if (list) list.push(one);
      else readers.set(root, [one]);
    }
  }
  return readers;
}
