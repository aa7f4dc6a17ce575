import type { Bucket } from '@trellis/metadata';
import { nextBucket } from './calendar.ts';
import type { AskedRange } from './range.ts';

/** A group of records: one value per dimension, one per measure. */
export interface Group {
  readonly dims: readonly (string | null)[];
  readonly values: readonly (string | null)[];
}

/** More empty groups than this say nothing; the groups that are there stay alone. */
export const MOST_GROUPS = 2_000;

/**
 * The buckets of a line without gaps, by their first days: from the earliest to the latest of those present, or over
 * the range that was asked for. Empty where nothing is known of an end or the line would be endless.
 */
export function fillBuckets(present: readonly string[], bucket: Bucket, asked: AskedRange = {}): string[] {
  const first = [asked.first, ...present].filter(isThere).sort()[0];
  const last = [asked.last, ...present].filter(isThere).sort().at(-1);
  if (first === undefined || last === undefined) return [];
  const buckets: string[] = [];
  for (let at: string | undefined = first; at !== undefined && at <= last; at = nextBucket(at, bucket)) {
    if (buckets.length >= MOST_GROUPS) return [];
    buckets.push(at);
  }
  return buckets;
}

const isThere = (day: string | undefined): day is string => day !== undefined;

/**
 * Adds the groups without records. `domains` has, by dimension, the values that must be there in their order, or
 * undefined where those present are all. Comes out in the order of the domains; other values keep their own.
 */
export function fillGroups(
  groups: readonly Group[],
  domains: readonly (readonly string[] | undefined)[],
  empty: Group['values'],
): readonly Group[] {
  if (domains.every((domain) => domain === undefined)) return groups;
  const axes = domains.map((domain, index) => axis(groups, index, domain ?? []));
  const size = axes.reduce((product, { length }) => product * length, 1);
  if (size > MOST_GROUPS) return groups;
  const known = new Map(groups.map((group) => [JSON.stringify(group.dims), group]));
  const combinations = axes.reduce<(string | null)[][]>(
    (heads, values) => heads.flatMap((head) => values.map((value) => [...head, value])),
    [[]],
  );
  return combinations.map((dims) => known.get(JSON.stringify(dims)) ?? { dims, values: empty });
}

/** The values of the domain, then the others that are present; none at the end. */
function axis(groups: readonly Group[], index: number, domain: readonly string[]): (string | null)[] {
  const present = groups.map(({ dims }) => dims[index] ?? null);
  const values = new Set<string | null>([...domain, ...present.filter((value) => value !== null)]);
  return present.includes(null) ? [...values, null] : [...values];
}
