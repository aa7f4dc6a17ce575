import type { OptionColor } from '@trellis/metadata';
import type { Dimension } from './dimension.ts';

/** Where a card may be put, on the board or not. */
export interface Target {
  readonly key: string | null;
  readonly name: string;
  readonly color?: OptionColor | undefined;
}

/** Lanes of which some are hidden or stand beyond those that are drawn, and members who have no card yet. */
export function targetsOf(
  dimension: Dimension,
  inUse: readonly (string | null)[],
  members: readonly { readonly id: string }[],
  nameOf: (key: string | null) => string,
): readonly Target[] {
  const options = dimension.options?.filter(({ retired }) => !retired).map(({ key }) => key) ?? [];
  const people = dimension.member ? members.map(({ id }) => id) : [];
  const colors = new Map(dimension.options?.map(({ key, color }) => [key, color]));
  const keys = new Set([...options, ...inUse, ...people, null]);
  if (dimension.field?.required) keys.delete(null);
  return [...keys].map((key) => ({
    key,
    name: nameOf(key),
    ...(key === null ? {} : { color: colors.get(key) }),
  }));
}
