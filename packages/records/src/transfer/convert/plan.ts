import type { Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import type { Ctx } from '../../contract.ts';
import { type Rehearsed, rehearseChanges, type WantedChange } from '../../write/rehearse.ts';
import { at } from '../../write/save.ts';
import { columnIn } from './fields.ts';
import { type Matching, matchRows } from './match.ts';
import {
  inOrder,
  problemsOfBad,
  problemsOfCells,
  problemsOfGood,
  problemsOfNew,
  type RowProblem,
  readable,
} from './problems.ts';
import type { Progress } from './progress.ts';
import type { Reading, ReadRow } from './read.ts';
import { readRowsOf, withRowsAfter } from './rows.ts';

/** A row that changes a record. */
export interface ChangingRow {
  readonly row: ReadRow;
  readonly change: WantedChange;
  /** Of the record as the rehearsal found it. */
  readonly version: number;
  /** Of the first ones alone: all of them would not fit into memory. */
  readonly rehearsed?: Rehearsed;
}

/** Changes that are kept to be shown, of which some may turn out to be wrong. */
const KEPT = 200;

/** What becomes of the rows that could be read. */
export interface Plan {
  readonly fresh: readonly ReadRow[];
  readonly changing: readonly ChangingRow[];
  /** Rows that say what stands there already. */
  readonly unchanged: number;
  /** Rows that the policy leaves out. */
  readonly left: number;
  /** What is wrong with rows that are about a record, or with what they say which. */
  readonly problems: readonly RowProblem[];
  /** Rows of which it is not clear what record they are about, or with whose change they would get in the way. */
  readonly conflicts: number;
}

interface Options {
  readonly progress: Progress;
  /** When the member looked at it last: records that changed since are not written over. */
  readonly checkedAt?: string | undefined;
}

/** Decides for each row what record it is about and what becomes of it. */
export async function planRows(
  ctx: Ctx,
  form: string,
  reading: Reading,
  { progress, checkedAt }: Options,
): Promise<Plan> {
  const { matching } = reading;
  const good = readable(reading);
  if (!matching) return { fresh: good, changing: [], unchanged: 0, left: 0, problems: [], conflicts: 0 };
  const matches = await matchRows(ctx, form, matching, good);
  const fresh: ReadRow[] = [];
  const matched: { readonly row: ReadRow; readonly record: string }[] = [];
  const wrong: { readonly row: ReadRow; readonly issue: Issue }[] = [];
  let left = 0;
  for (const [index, row] of good.entries()) {
    const match = matches[index];
    if (!match) continue;
    if ('issue' in match) wrong.push({ row, issue: match.issue });
    else if (match.record === undefined) {
      if (matching.policy === 'update') left++;
      else fresh.push(row);
    } else if (matching.policy === 'skip') left++;
    else matched.push({ row, record: match.record });
  }
  const ids = matched.map(({ record }) => record);
  const rowsBefore = await readRowsOf(ctx, form, reading.columns, ids);
  const found = matched.map(({ row: read, record }) => {
    const row = withRowsAfter(read, rowsBefore.get(record) ?? {}, reading.columns, matching.rows);
    return { row, change: changeOf(reading, matching, record, row) };
  });
  const rows = found.map(({ row }) => row);
  const issues: Issue[][] = [];
  const outcomes: (Pick<ChangingRow, 'version' | 'rehearsed'> | undefined)[] = [];
  let kept = 0;
  const wanted = found.map(({ change }) => change);
  for await (const slice of rehearseChanges(ctx, form, wanted)) {
    for (const outcome of slice) {
      issues.push(issuesOf(outcome, checkedAt).map(at('values')));
      const { version = 0 } = outcome.before ?? {};
      const changes = !changesNothing(outcome);
      outcomes.push(changes ? { version, ...(kept++ < KEPT ? { rehearsed: outcome } : {}) } : undefined);
    }
    await progress('check', issues.length);
  }
  const problems = problemsOfGood(reading, rows, issues);
  const refused = new Set(problems.map(({ row }) => row));
  const changing: ChangingRow[] = [];
  let unchanged = 0;
  for (const [index, one] of found.entries()) {
    const outcome = outcomes[index];
    if (refused.has(one.row.row)) continue;
    if (outcome) changing.push({ ...one, ...outcome });
    else unchanged++;
  }
  const unclear = problemsOfGood(
    reading,
    wrong.map(({ row }) => row),
    wrong.map(({ issue }) => [{ ...issue, path: ['values', matching.field] }]),
  );
  const inTheWay = new Set(problems.filter(({ code }) => IN_THE_WAY.has(code)).map(({ row }) => row));
  return {
    fresh,
    changing,
    unchanged,
    left,
    problems: [...problems, ...unclear],
    conflicts: wrong.length + inTheWay.size,
  };
}

/** What is said where another record, or somebody's change, stands against a row. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  'import_touched',
  'not_unique',
  'duplicate_in_file',
  'key_taken',
  'key_refused',
]);

const changesNothing = ({ after }: Rehearsed): boolean =>
  after !== undefined && after.changed.size === 0 && !after.ownerChanged;

/** What a row says of its record: numbers that the system gives stay as they are. */
function changeOf(
  { access }: Reading,
  { empty }: Matching,
  id: string,
  { record: { values, meta } }: ReadRow,
): WantedChange {
  const set = Object.entries(values as Readonly<Record<string, Value>>).filter(
    ([key, value]) =>
      !columnIn(key) &&
      access.form.fields.get(key)?.type.generated !== true &&
      (empty === 'clear' || !isEmpty(value)),
  );
  return { id, set: Object.fromEntries(set), ...(meta?.owner ? { owner: meta.owner } : {}) };
}

const isEmpty = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

function issuesOf(outcome: Rehearsed, checkedAt: string | undefined): readonly Issue[] {
  const { before, issues } = outcome;
  if (!before) return [{ path: [], code: 'import_not_editable' }];
  const since = checkedAt !== undefined && Date.parse(before.updatedAt) > Date.parse(checkedAt);
  return since && !changesNothing(outcome) ? [{ path: [], code: 'import_touched' }] : issues;
}

/** Everything wrong in all rows, in their order, and what becomes of the others; nothing is written. */
export async function checkRows(
  ctx: Ctx,
  form: string,
  reading: Reading,
  options: Options,
): Promise<{ readonly plan: Plan; readonly problems: RowProblem[] }> {
  const plan = await planRows(ctx, form, reading, options);
  const fresh = await problemsOfNew(ctx, form, reading, plan.fresh, options.progress);
  // What else is wrong with a row that can't be read depends on the record that it is about.
  const bad = reading.matching ? problemsOfCells(reading) : await problemsOfBad(ctx, form, reading);
  return { plan, problems: inOrder([...plan.problems, ...fresh, ...bad]) };
}
