import type { Frag } from '@trellis/logic';
import { frag, param, raw } from '@trellis/logic/sql';
import { AppError, type BodyOf, type Contract, MEMBER_TARGET, type ReplyOf } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import { scoped } from '../access/scoped.ts';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readAnyRecord } from '../history/back.ts';
import { bounded } from '../query/bounded.ts';
import { conditionsOf } from '../query/input.ts';
import { around, rowsOf, select } from '../query/select.ts';
import { referenceTitles } from '../query/titles.ts';

type Steps = ReplyOf<Contract['stageHistory']>;
type Durations = ReplyOf<Contract['stageDurations']>;

/** Changes that moved a stage, as history keeps them: what stood there before. */
const MOVES = `c.op IN ('update', 'restore') AND c.before ? `;

/** Errors: no_stage where the form has none, or the member does not see it. */
function stageOf({ form, visible }: Access): string {
  const key = form.stageField;
  if (!key || !visible.has(key)) throw new AppError('no_stage');
  return key;
}

/**
 * The way of a record through its stages, with the time in each; the last one is where it is.
 * Errors: record_not_found, form_not_found, no_stage.
 */
export async function stageHistory(ctx: Ctx, form: string, id: string): Promise<Steps> {
  const access = accessFor(ctx, form, 'view');
  const stage = stageOf(access);
  const now = await readAnyRecord(ctx, access, id);
  const { rows } = await ctx.pool.query<{
    at: string;
    by: string | null;
    was: string | null;
    from: string | null;
  }>(
    `SELECT c.at, c.actor AS by, c.before ->> $3 AS was, m.history_from AS "from"
     FROM ${relation(ctx, 'meta')} AS m LEFT JOIN ${relation(ctx, 'record_change')} AS c
       ON c.form = $1 AND c.record_id = $2 AND ${MOVES} $3
     ORDER BY c.version, c.at, c.id`,
    [form, id, stage],
  );
  const known = rows[0]?.from ?? now.meta.createdAt;
  // Of what was before history begins, only the end is known.
  let from: string | null = known > now.meta.createdAt ? null : now.meta.createdAt;
  let by = now.meta.createdBy;
  const steps: Steps['steps'] = [];
  for (const row of rows) {
    if (row.at === null) continue;
    steps.push({ stage: row.was, from, to: row.at, by });
    from = row.at;
    by = row.by;
  }
  steps.push({ stage: (now.values[stage] as string | null) ?? null, from, to: null, by });
  const people = new Set(steps.flatMap((step) => step.by ?? []));
  return { steps, refs: await referenceTitles(ctx, new Map([[MEMBER_TARGET, people]])) };
}

interface Row extends Record<string, unknown> {
  readonly stage: string | null;
  readonly next: string | null;
  readonly entered: string;
  readonly left: string;
  readonly average: string | null;
  readonly median: string | null;
  readonly waiting: string | null;
}

/**
 * How long records stay in the stages, and where they go from there: of those that the member sees and a filter chooses,
 * all that entered a stage within a period. A stay that began before history does counts among those from the beginning, but
 * not in the times. Errors: form_not_found, forbidden, query_invalid, query_too_slow, no_stage.
 */
export async function stageDurations(
  request: Ctx,
  form: string,
  body: BodyOf<Contract['stageDurations']>,
): Promise<Durations> {
  const ctx = bounded(request);
  const scope = scoped(ctx, form, 'view');
  const stage = stageOf(scope.access);
  const created = scope.column('_created_at');
  const seen = select(scope, {
    columns: [
      frag`${scope.column('_id')} AS id`,
      // Where history begins later, nobody knows when the stage of then was entered.
      frag`CASE WHEN ${created} >= coalesce((SELECT history_from FROM ${raw(relation(ctx, 'meta'))}), '-infinity')
        THEN ${created} END AS entered`,
      frag`${scope.column(stage)}::text AS stage`,
    ],
    where: conditionsOf(scope, body),
  });
  const key = param(stage, 'text');
  const entered = raw(`coalesce(entered, '-infinity')`);
  const within: Frag = frag`${entered} >= ${param(body.from ?? '-infinity', 'timestamptz')}
    AND ${entered} < ${param(body.to ?? 'infinity', 'timestamptz')}`;
  const rows = await rowsOf<Row>(
    ctx,
    around(
      seen,
      (records) => frag`WITH seen AS MATERIALIZED (${records}),
        moves AS (SELECT c.before ->> ${key} AS stage, lead(c.before ->> ${key}, 1, s.stage) OVER w AS next,
            lag(c.at, 1, s.entered) OVER w AS entered, c.at AS left_at,
            s.stage AS now, coalesce(c.at, s.entered) AS since, lead(c.id) OVER w IS NULL AS last
          FROM seen AS s LEFT JOIN ${raw(relation(ctx, 'record_change'))} AS c
            ON c.form = ${param(form, 'text')} AND c.record_id = s.id AND ${raw(MOVES)} ${key}
          WINDOW w AS (PARTITION BY s.id ORDER BY c.version, c.at, c.id)),
        stays AS (SELECT stage, next, entered, left_at FROM moves WHERE left_at IS NOT NULL UNION ALL
          SELECT now, NULL, since, NULL FROM moves WHERE last)
        SELECT stage, next, count(*) AS entered, count(left_at) AS left,
          avg(extract(epoch FROM left_at - entered)) AS average,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM left_at - entered)) AS median,
          avg(extract(epoch FROM ${param(ctx.now, 'timestamptz')} - entered)) FILTER (WHERE left_at IS NULL) AS waiting
        FROM stays WHERE stage IS NOT NULL AND ${within}
        GROUP BY GROUPING SETS ((stage), (stage, next)) ORDER BY stage, grouping(next) DESC, next`,
    ),
  );
  return durationsOf(rows);
}

const seconds = (value: string | null): number | null => (value === null ? null : Math.round(Number(value)));

/** The row of a stage stands before those of where records went from it. */
function durationsOf(rows: readonly Row[]): Durations {
  const stages: Durations['stages'] = [];
  for (const row of rows) {
    const last = stages.at(-1);
    if (last?.stage !== row.stage) {
      stages.push({
        stage: String(row.stage),
        entered: Number(row.entered),
        staying: Number(row.entered) - Number(row.left),
        average: seconds(row.average),
        median: seconds(row.median),
        waiting: seconds(row.waiting),
        next: [],
      });
    } else if (Number(row.left) > 0) last.next.push({ stage: row.next, count: Number(row.left) });
  }
  return { stages };
}
