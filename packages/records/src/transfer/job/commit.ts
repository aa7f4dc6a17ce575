import { inTransaction, type PoolClient } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import { HeldBack } from '../../compute/held-back.ts';
import type { Ctx } from '../../contract.ts';
import type { RowIssues } from '../../types.ts';
import { bulkCreateIn, unlessMoved } from '../../write/bulk.ts';
import { onNewestCatalog } from '../../write/stale.ts';
import { valuesIn } from '../convert/fields.ts';
import { newTarget } from '../convert/names.ts';
import {
  inOrder,
  problemsOf,
  problemsOfBad,
  problemsOfGood,
  type RowProblem,
  readable,
} from '../convert/problems.ts';
import type { Progress } from '../convert/progress.ts';
import { type Reading, type ReadRow, readRows, type Source } from '../convert/read.ts';
import { matchFieldOf } from '../convert/resolve.ts';
import type { Mapping } from '../mapping/types.ts';

export interface Outcome {
  /** False where errors kept everything from being written. */
  readonly written: boolean;
  readonly created: number;
  readonly failed: number;
  readonly problems: readonly RowProblem[];
}

export interface CommitInput {
  readonly source: Source;
  readonly mapping: Mapping;
  /** Import the valid rows although others have errors. */
  readonly skipInvalid: boolean;
  readonly progress: Progress;
  /** Runs in the transaction of the rows, last: what it writes stays or goes with them. */
  readonly finish: (client: PoolClient, outcome: Outcome) => Promise<void>;
}

/**
 * Writes the rows of a file in one transaction: all that are valid, or none. Everything is looked up and checked anew,
 * since the records may have changed after the preview. Without `skipInvalid` a single error leaves all unwritten.
 */
export function commitRows(ctx: Ctx, form: string, input: CommitInput): Promise<Outcome> {
  return onNewestCatalog(ctx, async (current) => {
    const reading = await readRows(current, form, input.source, input.mapping, input.progress);
    const good = readable(reading);
    if (good.length < reading.rows.length && !input.skipInvalid) {
      return refused(reading, await problemsOf(current, form, reading, input.progress));
    }
    const bad = await problemsOfBad(current, form, reading);
    return unlessMoved(
      inTransaction(
        current.pool,
        async ({ client }) => {
          await createTargets(current, client, reading, good);
          const records = good.map(({ record }) => record);
          const { ids, issues } = await bulkCreateIn(current, client, form, records, {
            skipInvalid: true,
            progress: input.progress,
          });
          const problems = inOrder([...bad, ...problemsOfGood(reading, good, issues)]);
          if (problems.length > 0 && !input.skipInvalid) throw new Refused(problems);
          const failed = reading.rows.length - ids.length;
          const outcome = { written: true, created: ids.length, failed, problems };
          await input.finish(client, outcome);
          return outcome;
        },
        { attempts: 1 },
      ).catch((error: unknown) => {
        if (error instanceof Refused) return refused(reading, error.problems);
        const issues = heldRows(error, good.length);
        if (!issues) throw error;
        return refused(reading, inOrder([...bad, ...problemsOfGood(reading, good, issues)]));
      }),
    );
  });
}

/** What checks of other records hold against rows, by row: all of these wrote nothing, valid as they are. */
function heldRows(error: unknown, rows: number): RowIssues[] | undefined {
  if (!(error instanceof AppError) || !(error.cause instanceof HeldBack)) return undefined;
  const issues: Issue[][] = Array.from({ length: rows }, () => []);
  for (const { path, ...issue } of error.issues) {
    const [, row, ...rest] = path;
    if (typeof row === 'number') issues[row]?.push({ ...issue, path: rest });
  }
  return issues.some((found) => found.length > 0) ? issues : undefined;
}

/** Rolls back, with what was wrong. */
class Refused extends Error {
  readonly problems: readonly RowProblem[];
  constructor(problems: readonly RowProblem[]) {
    super('rows with errors');
    this.problems = problems;
  }
}

const refused = ({ rows }: Reading, problems: readonly RowProblem[]): Outcome => ({
  written: false,
  created: 0,
  failed: rows.length,
  problems,
});

/** Makes the records that valid rows point to by a name that nothing had. */
async function createTargets(
  ctx: Ctx,
  client: PoolClient,
  { columns, names }: Reading,
  rows: readonly ReadRow[],
): Promise<void> {
  const made = new Set<string>();
  for (const column of columns) {
    const field = matchFieldOf(ctx, column);
    const { target } = column.target;
    const created = names.get(column)?.created;
    if (!created?.size || !field || target === undefined) continue;
    const used = new Set(rows.flatMap(({ record }) => valuesIn(record, column.field)));
    const records = [...created]
      .filter(([, id]) => used.has(id) && !made.has(id))
      .map(([name, id]) => ({ id, ...newTarget(field.key, name) }));
    for (const { id } of records) made.add(id);
    if (records.length > 0) await bulkCreateIn(ctx, client, target, records);
  }
}
