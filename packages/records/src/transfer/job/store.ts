import type { Queryable } from '@trellis/db';
import { isSealed } from '@trellis/forms/model';
import type { Contract, Issue, ReplyOf } from '@trellis/metadata';
import { relation } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import type { Place } from '../../secrets/keyring.ts';
import type { AcceptedWarnings } from '../../write/warnings.ts';
import type { ProblemGroup } from '../convert/groups.ts';
import type { RowProblem } from '../convert/problems.ts';
import type { FileColumn, Mapping } from '../mapping/types.ts';

type ImportBody = ReplyOf<Contract['getImport']>;
export type JobState = ImportBody['state'];

/** What was found in the file. */
interface JobSource {
  readonly rows: number;
  readonly width: number;
  readonly columns: readonly FileColumn[];
  /** Its mapping is that of an earlier file with the same names. */
  readonly remembered?: boolean;
  /** Of a workbook that has several: all of them, and which one this is. */
  readonly sheets?: readonly { readonly name: string; readonly rows?: number }[];
  readonly sheet?: number;
}

/** As the contract has it, but problems without their texts: each reader has them in their own language. */
export type JobPreview = Omit<NonNullable<ImportBody['preview']>, keyof Wrong> & Wrong;
type JobResult = Omit<NonNullable<ImportBody['result']>, keyof Wrong> & Wrong;

interface Wrong {
  /** The first ones. */
  readonly errors: readonly RowProblem[];
  readonly groups?: readonly ProblemGroup[];
}

export interface CommitOptions {
  /** Import the valid rows although others have errors. */
  readonly skipInvalid: boolean;
  /** Why checks that only warn are passed over, in every row. */
  readonly accept?: AcceptedWarnings | undefined;
}

/** A row of import_job. */
export interface Job {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly member: string | null;
  readonly state: JobState;
  readonly fileName: string;
  readonly source: JobSource;
  readonly mapping: Mapping;
  readonly progress: ImportBody['progress'];
  readonly preview: JobPreview | null;
  readonly result: JobResult | null;
  /** Hash of the names of its columns. */
  readonly header: string | null;
  /** What the commit was begun with. */
  readonly options: CommitOptions | null;
  /** How often its present work was begun. */
  readonly attempts: number;
  /** What stopped it as a whole. */
  readonly issues: readonly Issue[];
}

const COLUMNS: Readonly<Record<Exclude<keyof Job, 'id' | 'app' | 'form' | 'member'>, string>> = {
  state: 'state',
  fileName: 'file_name',
  source: 'source',
  mapping: 'mapping',
  progress: 'counts',
  preview: 'preview',
  result: 'result',
  header: 'header',
  options: 'options',
  attempts: 'attempts',
  issues: 'errors',
};
type Changes = Partial<Pick<Job, keyof typeof COLUMNS>>;

const SELECT = `SELECT id, app, form, member_id AS member, ${Object.entries(COLUMNS)
  .map(([name, column]) => `${column} AS "${name}"`)
  .join(', ')} FROM`;

type At = Pick<Ctx, 'pool' | 'catalog' | 'keys'>;

/** A job of the form; undefined where there is none. */
export async function findJob(ctx: At, id: string): Promise<Job | undefined> {
  const { rows } = await ctx.pool.query<Job>(`${SELECT} ${relation(ctx, 'import_job')} WHERE id = $1`, [id]);
  const [row] = rows;
  if (!row) return undefined;
  const opened: Record<string, unknown> = {};
  for (const name of QUOTING) {
    const text = isSealed(row[name]) ? ctx.keys.open(row[name], placeOf(ctx, id, name)) : undefined;
    // The secret of that time is gone: nothing is left to go on with.
    if (isSealed(row[name]) && text === undefined) return undefined;
    if (text !== undefined) opened[name] = JSON.parse(text);
  }
  return { ...row, ...opened };
}

export async function insertJob(ctx: Ctx, job: Job): Promise<void> {
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const columns = ['id', 'app', 'form', 'member_id', ...names.map((name) => COLUMNS[name])];
  const values = [
    job.id,
    job.app,
    job.form,
    job.member,
    ...names.map((name) => stored(ctx, job.id, name, job[name])),
  ];
  await ctx.pool.query(
    `INSERT INTO ${relation(ctx, 'import_job')} (${columns.join(', ')})
     VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
    values,
  );
}

/** Changes a job that is in one of the states; false where it is not, e.g. because it was cancelled meanwhile. */
export async function changeJob(
  ctx: Pick<Ctx, 'catalog' | 'keys'>,
  on: Queryable,
  id: string,
  from: readonly JobState[],
  changes: Changes,
): Promise<boolean> {
  const names = Object.keys(changes) as (keyof Changes)[];
  const sets = names.map((name, index) => `${COLUMNS[name]} = $${index + 3}`);
  if (changes.state !== undefined) {
    sets.push(`finished_at = ${FINISHED.has(changes.state) ? 'now()' : 'NULL'}`);
  }
  const { rowCount } = await on.query(
    `UPDATE ${relation(ctx, 'import_job')} SET ${sets.join(', ')} WHERE id = $1 AND state = ANY($2)`,
    [id, from, ...names.map((name) => stored(ctx, id, name, changes[name]))],
  );
  return rowCount === 1;
}

const FINISHED: ReadonlySet<JobState> = new Set(['done', 'cancelled', 'failed']);

/** What quotes the file, which may hold what its form encrypts. */
const QUOTING = ['source', 'mapping', 'preview', 'result'] as const;
const placeOf = (ctx: Pick<Ctx, 'catalog'>, id: string, name: string): Place => [
  ctx.catalog.workspace.id,
  'import_job',
  name,
  id,
];

const PLAIN: ReadonlySet<string> = new Set(['state', 'fileName', 'header', 'attempts']);

function stored(
  ctx: Pick<Ctx, 'catalog' | 'keys'>,
  id: string,
  name: keyof typeof COLUMNS,
  value: unknown,
): unknown {
  if (PLAIN.has(name) || value === null) return value;
  const json = JSON.stringify(value);
  return QUOTING.some((one) => one === name)
    ? JSON.stringify(ctx.keys.seal(json, placeOf(ctx, id, name)))
    : json;
}
