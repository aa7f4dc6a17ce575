import type { BodyOf, Contract } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import { levelsOf } from '../query/groups/levels.ts';
import { DEFAULT_SORT, type SortKey, sortKeys } from '../query/sort.ts';

/**
 * Keys of the order in which a list shows its records: groups first, then as it is sorted, the id last. Dates of a group count
 * as their periods. Errors: query_invalid.
 */
export function listKeys(
  scope: Scoped,
  { group = [], sort }: BodyOf<Contract['recordNeighbours']>,
  collation: string,
): SortKey[] {
  const levels = levelsOf(scope, group).flatMap((level, index): Omit<SortKey, 'name'>[] => {
    const { field = '', dir = 'asc' } = group[index] ?? {};
    // A record with several values stands in several groups.
    if (level.unnest) return [];
    if (level.type.kind === 'date')
      return [{ dir, value: level.value, cast: 'date', collate: '', nullable: true }];
    return sortKeys(scope, [{ field, dir }], collation).slice(0, 1);
  });
  const own = sortKeys(scope, sort?.length ? sort : DEFAULT_SORT, collation);
  return [...levels, ...own].map((key, index) => ({ ...key, name: `_s${index}` }));
}
