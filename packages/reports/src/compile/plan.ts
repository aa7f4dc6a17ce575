import type { MeasureOp } from '@trellis/metadata';
import type { Authorized, ExpandedMeasure, Part, Plan, Recipe } from './types.ts';

/** What each operation needs per group; an average is a sum and a count, so that totals can be made of it. */
const PARTS: { readonly [Op in MeasureOp]: readonly Pick<Part, 'op' | 'rollup'>[] } = {
  count: [{ op: 'count', rollup: 'sum' }],
  sum: [{ op: 'sum', rollup: 'sum' }],
  avg: [
    { op: 'sum', rollup: 'sum' },
    { op: 'count', rollup: 'sum' },
  ],
  min: [{ op: 'min', rollup: 'min' }],
  max: [{ op: 'max', rollup: 'max' }],
  // The same value may be in two groups.
  count_distinct: [{ op: 'distinct' }],
};

/** Splits measures into aggregates. */
export function plan(query: Authorized): Plan {
  const parts: Part[] = [];
  const recipes = query.measures.map((measure): Recipe => {
    const first = parts.length;
    parts.push(...partsOf(measure));
    return measure.op === 'avg' ? { is: 'ratio', of: first, by: first + 1 } : { is: 'part', part: first };
  });
  return { query, parts, recipes };
}

const partsOf = ({ op, place, filter }: ExpandedMeasure): Part[] =>
  PARTS[op].map((part) => ({ ...part, ...(place ? { place } : {}), ...(filter ? { filter } : {}) }));
