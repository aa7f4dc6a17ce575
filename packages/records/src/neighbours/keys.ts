import type { Frag, ValueKind } from '@trellis/logic';
import { sqlType } from '@trellis/logic/sql';
import type { BodyOf, Contract } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import { levelsOf } from '../query/groups/levels.ts';
import { DEFAULT_SORT, type SortKey, sortKeys } from '../query/sort.ts';

/** A group of a list as the first key of its order. */
interface GroupKey extends SortKey {
  /** What all records of a group have in common, as an index knows it; absent where different values are ordered alike. */
  readonly common?: { readonly value: Frag; readonly cast: string };
}

/** The order in which a list shows its records. */
export interface ListKeys {
  readonly groups: readonly GroupKey[];
  /** Within a group; the id last. */
  readonly own: readonly SortKey[];
}

/** Kinds of which no two values have the same place in the order. */
const APART: ReadonlySet<ValueKind> = new Set(['option', 'boolean']);

/** Groups first, dates by their periods, then as the list is sorted. Errors: query_invalid. */
export function listKeys(
  scope: Scoped,
  { group = [], sort }: BodyOf<Contract['recordNeighbours']>,
  collation: string,
): ListKeys {
  const groups = levelsOf(scope, group).flatMap(({ type, value, unnest }, index): GroupKey[] => {
    const { field = '', dir = 'asc' } = group[index] ?? {};
    // A record with several values stands in several groups.
    if (unnest) return [];
    const name = `_g${index}`;
    if (type.kind === 'date') {
      const common = { value, cast: 'date' };
      return [{ dir, value, cast: 'date', collate: '', nullable: true, name, common }];
    }
    const common = APART.has(type.kind) ? { common: { value, cast: sqlType(type) } } : {};
    return sortKeys(scope, [{ field, dir }], collation)
      .slice(0, 1)
      .map((key) => ({ ...key, name, ...common }));
  });
  return { groups, own: sortKeys(scope, sort?.length ? sort : DEFAULT_SORT, collation) };
}
