import { addUnits, type Frag, firstInstant, type ValueKind } from '@trellis/logic';
import { frag, join, param, sqlType } from '@trellis/logic/sql';
import type { BodyOf, Bucket, Contract } from '@trellis/metadata';
import type { Scoped } from '../access/scoped.ts';
import { levelsOf } from '../query/groups/levels.ts';
import { DEFAULT_SORT, type SortKey, sortKeys } from '../query/sort.ts';

interface Common {
  readonly value: Frag;
  /** The group of a value, in a condition that an index knows. */
  readonly same: (value: string | number | boolean) => Frag;
}

/** A group of a list as the first key of its order. */
interface GroupKey extends SortKey {
  /** What all records of a group have in common; absent where different values are ordered alike. */
  readonly common?: Common;
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
    const { field = '', dir = 'asc', bucket = 'day' } = group[index] ?? {};
    // A record with several values stands in several groups.
    if (unnest) return [];
    const name = `_g${index}`;
    if (type.kind === 'date') {
      const common = { value, same: (first: unknown) => periodOf(scope, field, bucket, String(first)) };
      return [{ dir, value, cast: 'date', collate: '', nullable: true, name, common }];
    }
    const common = APART.has(type.kind) ? { common: alike(value, sqlType(type)) } : {};
    return sortKeys(scope, [{ field, dir }], collation)
      .slice(0, 1)
      .map((key) => ({ ...key, name, ...common }));
  });
  return { groups, own: sortKeys(scope, sort?.length ? sort : DEFAULT_SORT, collation) };
}

const alike = (value: Frag, cast: string): Common => ({
  value,
  same: (known) => frag`${value} = ${param(known, cast)}`,
});

/** The records whose date or instant is in the period that begins with a day: half-open, as an index has them. */
function periodOf(scope: Scoped, key: string, bucket: Bucket, first: string): Frag {
  const column = scope.column(key);
  const cast = scope.access.scope.form.fields.get(key)?.type.kind === 'datetime' ? 'timestamptz' : 'date';
  const edge = (day: string | null) =>
    day !== null && cast === 'timestamptz' ? firstInstant(day, scope.reading.env.tz) : day;
  const [from, to] = [edge(first), edge(addUnits(first, 1, bucket))];
  // At the ends of the calendar one side is enough.
  return join(
    [
      ...(from === null ? [] : [frag`${column} >= ${param(from, cast)}`]),
      ...(to === null ? [] : [frag`${column} < ${param(to, cast)}`]),
    ],
    ' AND ',
  );
}
