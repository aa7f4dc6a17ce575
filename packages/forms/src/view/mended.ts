import type { Issue } from '@trellis/metadata';
import type { Values } from '../form/record.ts';
import { rowsOf } from '../form/rows.ts';
import { sameValue } from '../values/same.ts';

/**
 * The issues that a change leaves standing: those of other fields, and in rows those of other cells, at the place where
 * their row is now.
 * @param moved fields that changed
 */
export function stillWrong(
  issues: readonly Issue[],
  moved: ReadonlySet<string>,
  before: Values,
  after: Values,
): readonly Issue[] {
  if (!issues.some(({ path }) => moved.has(String(path[0])))) return issues;
  return issues.flatMap((issue): Issue[] => {
    const [key, at, column, ...rest] = issue.path;
    if (!moved.has(String(key))) return [issue];
    if (typeof at !== 'number' || column === undefined) return [];
    const row = rowsOf(before[String(key)])[at];
    const list = rowsOf(after[String(key)]);
    const place = list.findIndex(({ _id }) => _id === row?._id);
    const same = sameValue(row?.[String(column)] ?? null, list[place]?.[String(column)] ?? null);
    return row && place >= 0 && same ? [{ ...issue, path: [key ?? '', place, column, ...rest] }] : [];
  });
}
