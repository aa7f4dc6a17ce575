import type { KanbanConfig, OptionDef } from '@trellis/metadata';

/** Records with one value of a dimension; null = no value. */
export interface Group {
  readonly key: string | null;
  readonly count: number;
  /** Canonical decimal. */
  readonly sum?: string | null;
}

export interface Lane extends Group {
  /** Absent where the values in use are all that is known, for records without a value, and for options that are gone. */
  readonly option?: OptionDef;
}

/** Lanes are named by their value; the one without by a text that no value can be. */
const NONE = '-none-';
export const laneId = (key: string | null): string => key ?? NONE;
export const laneOf = (id: string): string | null => (id === NONE ? null : id);

/**
 * The lanes in their own order: of options all that are offered, of others those in use. A retired option and "no value"
 * get a lane only while records are in it; records under an option that was removed keep a lane of their own, so that
 * nobody loses them.
 */
function natural(options: readonly OptionDef[] | undefined, groups: readonly Group[]): Lane[] {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const none = byKey.get(null);
  byKey.delete(null);
  const lanes: Lane[] = none && none.count > 0 ? [none] : [];
  for (const option of options ?? []) {
    const group = byKey.get(option.key);
    byKey.delete(option.key);
    if (option.retired && !group?.count) continue;
    lanes.push({ key: option.key, count: 0, ...group, option });
  }
  return [...lanes, ...[...byKey.values()].filter(({ count }) => count > 0)];
}

/** The lanes as a board shows them: what was put first by hand, then the others as they stand by themselves. */
export function lanesOf(
  options: readonly OptionDef[] | undefined,
  groups: readonly Group[],
  { first = [], order, hideEmpty }: Pick<KanbanConfig, 'first' | 'order' | 'hideEmpty'> = {},
): readonly Lane[] {
  const all = natural(options, groups).filter(({ count }) => count > 0 || !hideEmpty);
  if (order === 'count') all.sort((a, b) => b.count - a.count);
  const place = (lane: Lane) => {
    const at = first.indexOf(laneId(lane.key));
    return at < 0 ? first.length : at;
  };
  return first.length > 0 ? all.sort((a, b) => place(a) - place(b)) : all;
}

/** The names of lanes in their order, with one of them moved by some places. */
export function reordered(lanes: readonly Lane[], id?: string, by = 0): readonly string[] {
  const ids = lanes.map(({ key }) => laneId(key));
  const from = id === undefined ? -1 : ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + by));
  if (from < 0) return ids;
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}

/** How many cards a lane should hold at most; undefined = any number. */
export const limitOf = (limits: KanbanConfig['limits'], key: string | null): number | undefined =>
  limits?.[laneId(key)] ?? limits?.['*'];

/** How the course ends with an option of a stage. */
export const outcomeOf = (option: OptionDef | undefined): unknown =>
  (option as { readonly outcome?: unknown } | undefined)?.outcome;

/** Where records go that did not work out: folded until somebody wants to look. */
export const startsFolded = (option: OptionDef): boolean => outcomeOf(option) === 'lost';
