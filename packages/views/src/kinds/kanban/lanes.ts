import { addDecimal } from '@trellis/logic';
import type { OptionDef } from '@trellis/metadata';

/** Count and sum of the records whose lane field has this option; null = no option chosen. */
export interface Group {
  readonly key: string | null;
  readonly count: number;
  /** Canonical decimal. */
  readonly sum?: string | null;
}

export interface Lane extends Group {
  /** Absent for the lane of records without an option and for options that no longer exist. */
  readonly option?: OptionDef;
}

/**
 * The lanes of a board in the order of the options. A retired option and "none chosen" get a lane only while records
 * are in it; records under an option that was removed keep a lane of their own, so that nobody loses them.
 */
export function lanesOf(options: readonly OptionDef[], groups: readonly Group[]): Lane[] {
  const byKey = new Map(groups.map((g) => [g.key, g]));
  const lanes: Lane[] = [];
  const none = byKey.get(null);
  if (none && none.count > 0) lanes.push(none);
  for (const option of options) {
    const group = byKey.get(option.key);
    byKey.delete(option.key);
    if (option.retired && !group?.count) continue;
    lanes.push({ key: option.key, count: 0, ...group, option });
  }
  byKey.delete(null);
  for (const group of byKey.values()) if (group.count > 0) lanes.push(group);
  return lanes;
}

/** The groups after one record with this amount went from one lane to another. */
export function moveBetween(
  groups: readonly Group[],
  from: string | null,
  to: string | null,
  amount: string | null,
): Group[] {
  const known = groups.some((g) => g.key === to) ? groups : [...groups, { key: to, count: 0, sum: null }];
  return known.map((g) => {
    if (g.key === from) return change(g, -1, amount === null ? null : negate(amount));
    if (g.key === to) return change(g, 1, amount);
    return g;
  });
}

function change(group: Group, count: number, amount: string | null): Group {
  const sum = amount === null ? group.sum : addDecimal(group.sum ?? '0', amount);
  return { key: group.key, count: Math.max(0, group.count + count), ...(sum === undefined ? {} : { sum }) };
}

const negate = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);
