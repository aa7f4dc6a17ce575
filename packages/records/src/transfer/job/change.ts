import { inTransaction } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { changeTogether } from '../../write/bulk-change.ts';
import { slicesOf } from '../../write/slices.ts';
import { updateRecord } from '../../write/update.ts';
import type { ChangingRow } from '../convert/plan.ts';
import { problemsOfGood, type RowProblem } from '../convert/problems.ts';
import type { Reading, ReadRow } from '../convert/read.ts';
import type { WrittenRecord } from './commit.ts';

/** What became of the rows that change records. */
export interface Changed {
  readonly records: readonly WrittenRecord[];
  /** Rows that said, by the time of the write, what stood there already. */
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

/**
 * Changes the records of some rows in the transaction that is the pool of the context: the plain ones slice by slice, the
 * others each the way of a single save. What refuses one is told of its row and stops no other. Records have their turn in the order of their ids, so that two imports
 * can't wait for each other.
 */
export async function changeRecords(
  ctx: Ctx,
  form: string,
  reading: Reading,
  changing: readonly ChangingRow[],
  progress: (done: number) => void | Promise<void>,
): Promise<Changed> {
  const records: WrittenRecord[] = [];
  const refused: { readonly row: ReadRow; readonly issues: readonly Issue[] }[] = [];
  let unchanged = 0;
  let done = 0;
  const sorted = [...changing].sort((a, b) => (a.change.id < b.change.id ? -1 : 1));
  for await (const slice of slicesOf(sorted)) {
    const together = await changeTogether(
      ctx,
      form,
      slice.map(({ change, version }) => ({ ...change, version })),
    );
    for (const { row, change, version } of slice) {
      const known = together.get(change.id);
      if (known?.changed) records.push({ id: change.id, version: known.version });
      else if (known) unchanged++;
      if (known) continue;
      const { id, set, ...owner } = change;
      const wanted = { set: { ...set }, ...owner, version };
      try {
        // A savepoint: what is refused is taken back by itself.
        const record = await inTransaction(ctx.pool, () => updateRecord(ctx, form, id, wanted));
        if (record.version === version) unchanged++;
        else records.push({ id, version: record.version });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        refused.push({ row, issues: issuesOf(error) });
      }
    }
    done += slice.length;
    await progress(done);
  }
  const problems = problemsOfGood(
    reading,
    refused.map(({ row }) => row),
    refused.map(({ issues }) => issues),
  );
  return { records, unchanged, problems };
}

/** With the paths of a new record's issues. */
function issuesOf({ code, params, issues }: AppError): readonly Issue[] {
  if (code === 'version_conflict') return [{ path: [], code: 'import_touched' }];
  if (issues.length === 0) return [{ path: [], code, params }];
  return issues.map((issue) => {
    const [first, ...rest] = issue.path;
    return first === 'set' ? { ...issue, path: ['values', ...rest] } : issue;
  });
}
