import type { Frag } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import type { Access } from '../access/policy.ts';
import { ownRules } from './compare.ts';

/** What a member is told of pairs `t`. */
export interface SeenScore {
  /** Stands between the pairs and their conditions. */
  readonly from: Frag;
  readonly score: Frag;
  readonly reasons: Frag;
}

/**
 * How likely pairs are the same as far as the member may know: where fields of the rules are hidden, by the reasons that
 * are left, worked out anew. Pairs that these do not make likely enough are none.
 */
export function seenScore({ form, visible }: Access): SeenScore {
  const rules = ownRules(form).flatMap(({ pairs, threshold }, rule) =>
    pairs.map((pair) => ({ ...pair, rule, threshold })),
  );
  const told = rules.filter(({ field, other }) => visible.has(field) && visible.has(other));
  if (told.length === rules.length) return { from: frag``, score: raw('t.score'), reasons: raw('t.reasons') };
  const columns = [
    param(
      told.map(({ rule }) => rule),
      'int[]',
    ),
    param(
      told.map(({ threshold }) => threshold),
      'int[]',
    ),
    param(
      told.map(({ field }) => field),
      'text[]',
    ),
    param(
      told.map(({ other }) => other),
      'text[]',
    ),
    param(
      told.map(({ how }) => how),
      'text[]',
    ),
    param(
      told.map(({ weight }) => weight),
      'int[]',
    ),
  ];
  // The same sum as `scoreOf`: each reason takes its share of the doubt. Logarithms multiply, and know no zero.
  const from = frag`CROSS JOIN LATERAL (
    SELECT one.* FROM (
      SELECT p.threshold, jsonb_agg(r.reason ORDER BY r.n) AS reasons,
        round(100 - 100 * exp(sum(ln(greatest(1 - (r.reason->>'degree')::float8 * p.weight / 10000, 1e-9)))))::int AS score
      FROM jsonb_array_elements(t.reasons) WITH ORDINALITY AS r (reason, n)
      JOIN unnest(${join(columns, ', ')}) AS p (rule, threshold, field, other, how, weight)
        ON p.field = r.reason->>'field' AND p.other = r.reason->>'other' AND p.how = r.reason->>'how'
      GROUP BY p.rule, p.threshold) AS one
    WHERE one.score >= one.threshold ORDER BY one.score DESC LIMIT 1) AS seen`;
  return { from, score: raw('seen.score'), reasons: raw('seen.reasons') };
}
