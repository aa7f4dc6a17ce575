import { inTransaction, type PoolClient, poolWithin } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import { HeldBack } from '../../compute/held-back.ts';
import type { Ctx } from '../../contract.ts';
import type { RowIssues } from '../../types.ts';
import { bulkCreateIn, unlessMoved } from '../../write/bulk.ts';
import { onNewestCatalog } from '../../write/stale.ts';
import { valuesIn } from '../convert/fields.ts';
import { openTargets } from '../convert/names.ts';
import { checkRows, type Plan, planRows } from '../convert/plan.ts';
import {
  inOrder,
  problemsOfBad,
  problemsOfCells,
  problemsOfGood,
  type RowProblem,
  readable,
} from '../convert/problems.ts';
import type { Progress } from '../convert/progress.ts';
import { type Reading, type ReadRow, readRows, type Source } from '../convert/read.ts';
import type { Mapping } from '../mapping/types.ts';
import { type Changed, changeRecords } from './change.ts';

export interface Outcome {
  /** False where errors kept everything from being written. */
  readonly written: boolean;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that the policy leaves out. */
  readonly left: number;
  readonly failed: number;
  readonly problems: readonly RowProblem[];
  /** The records of the form that were written, by the versions that they have now. */
  readonly records: readonly WrittenRecord[];
}

export interface WrittenRecord {
  readonly id: string;
  readonly version: number;
}

export interface CommitInput {
  readonly source: Source;
  readonly mapping: Mapping;
  /** Import the valid rows although others have errors. */
  readonly skipInvalid: boolean;
  /** When the preview was made: what changed since is not written over. */
  readonly checkedAt?: string | undefined;
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
      return refused(reading, (await checkRows(current, form, reading, input)).problems);
    }
    const bad = reading.matching ? problemsOfCells(reading) : await problemsOfBad(current, form, reading);
    let written: Written | undefined;
    return unlessMoved(
      inTransaction(
        current.pool,
        async ({ client }) => {
          written = await writeRows(current, client, form, reading, input);
          const { fresh, issues, ids, changed, plan } = written;
          const problems = inOrder([
            ...bad,
            ...plan.problems,
            ...problemsOfGood(reading, fresh, issues),
            ...changed.problems,
          ]);
          if (problems.length > 0 && !input.skipInvalid) throw new Refused(problems);
          const counts = {
            created: ids.length,
            updated: changed.records.length,
            unchanged: plan.unchanged + changed.unchanged,
            left: plan.left,
          };
          const done = counts.created + counts.updated + counts.unchanged + counts.left;
          const outcome = {
            written: true,
            ...counts,
            left: counts.left + reading.dropped,
            failed: reading.rows.length - done,
            problems,
            records: [...ids.map((id) => ({ id, version: 1 })), ...changed.records],
          };
          await input.finish(client, outcome);
          return outcome;
        },
        { attempts: 1 },
      ).catch((error: unknown) => {
        if (error instanceof Refused) return refused(reading, error.problems);
        const rows = written?.fresh ?? good;
        const issues = heldRows(error, rows.length);
        if (!issues) throw error;
        return refused(reading, inOrder([...bad, ...problemsOfGood(reading, rows, issues)]));
      }),
    );
  });
}

interface Written {
  readonly plan: Plan;
  readonly fresh: readonly ReadRow[];
  readonly ids: readonly string[];
  /** Of the fresh rows. */
  readonly issues: readonly RowIssues[];
  readonly changed: Changed;
}

async function writeRows(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  reading: Reading,
  { progress, checkedAt }: CommitInput,
): Promise<Written> {
  const within = { ...ctx, pool: poolWithin(client), reads: undefined };
  const plan = await planRows(within, form, reading, { progress, checkedAt });
  const { fresh, changing } = plan;
  await createTargets(ctx, client, reading, [...fresh, ...changing.map(({ row }) => row)]);
  const records = fresh.map(({ record }) => record);
  const { ids, issues } = await bulkCreateIn(ctx, client, form, records, { skipInvalid: true, progress });
  const changed = await changeRecords(within, form, reading, changing, (done) =>
    progress('write', fresh.length + done),
  );
  return { plan, fresh, ids, issues, changed };
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
  updated: 0,
  unchanged: 0,
  left: 0,
  failed: rows.length,
  problems,
  records: [],
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
    const targets = openTargets(ctx, column);
    const { target } = column.target;
    const created = names.get(column)?.created;
    if (!created?.size || !targets || target === undefined) continue;
    const used = new Set(rows.flatMap(({ record }) => valuesIn(record, column.field)));
    const records = [...created].flatMap(([name, id]) => {
      // Several names may mean one record.
      if (!used.has(id) || made.has(id)) return [];
      made.add(id);
      return [{ id, ...targets.of(name) }];
    });
    if (records.length > 0) await bulkCreateIn(ctx, client, target, records);
  }
}
