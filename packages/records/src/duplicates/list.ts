import { frag, join, param, raw, toSql } from '@trellis/logic/sql';
import type { Contract, QueryOf, ReplyOf } from '@trellis/metadata';
import { accessFor } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { bounded } from '../query/bounded.ts';
import { type RecordRow, recordColumns, recordOf } from '../query/columns.ts';
import { refsOf } from '../query/refs.ts';
import { rowsOf, select } from '../query/select.ts';
import { referenceTitles } from '../query/titles.ts';
import { factsOf } from '../search/facts.ts';
import { ownRules, type StoredReason } from './compare.ts';
import { groupPairs } from './groups.ts';
import { seenPairs } from './pairs.ts';
import { scanOf } from './scan-state.ts';
import { seenScore } from './seen-score.ts';

/** Pairs that are put into groups; more wait until these are dealt with. */
const MOST_PAIRS = 1_000;
const USUAL_GROUPS = 20;

interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: readonly StoredReason[];
}

/**
 * Groups of records that may be the same, the likeliest first: of what the member sees, because of fields that the
 * member sees and as likely as these say. Errors: form_not_found, form_unavailable, forbidden.
 */
export async function listDuplicates(
  ctx: Ctx,
  ref: string,
  { limit = USUAL_GROUPS }: QueryOf<Contract['listDuplicates']>,
): Promise<ReplyOf<Contract['listDuplicates']>> {
  const access = accessFor(ctx, ref, 'view');
  const reads = bounded(ctx);
  const { from, score, reasons } = seenScore(access);
  const pairs = toSql(
    frag`SELECT t.a, t.b, ${score} AS score, ${reasons} AS reasons FROM ${raw(relation(ctx, 'twin'))} AS t ${from}
        WHERE t.form = ${param(ref, 'text')} AND t.dismissed_at IS NULL AND ${join([...seenPairs(ctx, ref)], ' AND ')}
        ORDER BY ${score} DESC, t.a, t.b LIMIT ${raw(String(MOST_PAIRS + 1))}`,
  );
  const { rows } = await reads.pool.query<PairRow>(pairs.sql, pairs.params);
  const all = groupPairs(rows.slice(0, MOST_PAIRS));
  const groups = all.slice(0, limit);
  const scope = scoped(ctx, ref, 'view');
  const compared = ownRules(access.form).flatMap(({ pairs }) =>
    pairs.flatMap(({ field, other }) => [field, other]),
  );
  const { titleField, stageField } = access.form;
  const fields = [
    ...new Set([
      titleField,
      ...compared,
      ...(stageField ? [stageField] : []),
      ...factsOf(ctx.catalog, access),
    ]),
  ].filter((key) => access.visible.has(key));
  const found = await rowsOf<RecordRow>(
    reads,
    select(scope, {
      columns: [recordColumns(scope, fields)],
      where: [
        frag`${scope.column('_id')} = ANY(${param(
          groups.flatMap(({ records }) => records),
          'uuid[]',
        )})`,
      ],
    }),
  );
  const records = found.map((row) => recordOf(ctx, access.form, row, fields));
  return {
    scan: await scanOf(ctx, access.form),
    groups: groups.map(({ records: ids, pairs }) => ({
      records: [...ids],
      pairs: pairs.map((pair) => ({ ...pair, reasons: pair.reasons.map((one) => ({ ...one })) })),
    })),
    more: all.length > limit || rows.length > MOST_PAIRS,
    records,
    fields,
    refs: await referenceTitles(ctx, refsOf(access.form, records)),
  };
}
