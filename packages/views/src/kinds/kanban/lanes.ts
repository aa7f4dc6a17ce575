import { addDecimal, type Expr } from '@trellis/logic';
import type { OptionDef, Sort } from '@trellis/metadata';
import { allOf } from '../../state/list-state.ts';

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

/** Lanes are named by their option; the one without an option by a text that no option key can be. */
const NONE = '-none-';
export const laneId = (key: string | null): string => key ?? NONE;
export const laneOf = (id: string): string | null => (id === NONE ? null : id);

/** Cards per request of a lane. */
const LANE_PAGE = 20;

/** The query of one lane: that of the view, narrowed to the lane's option. */
export function laneBody(
  query: { readonly filter?: Expr; readonly search?: string; readonly sort?: readonly Sort[] },
  field: string,
  lane: string | null,
  fields: readonly string[],
) {
  const inLane: Expr = lane === null ? { is_empty: [{ var: field }] } : { '==': [{ var: field }, lane] };
  return {
    filter: allOf(query.filter, inLane) ?? inLane,
    ...(query.search ? { search: query.search } : {}),
    ...(query.sort ? { sort: [...query.sort] } : {}),
    fields: [...fields],
    limit: LANE_PAGE,
    total: 'none' as const,
  };
}

/** Where records go that did not work out: folded until somebody wants to look. */
export const startsFolded = (option: OptionDef): boolean =>
  (option as { readonly outcome?: unknown }).outcome === 'lost';
