import type { Queryable } from '@trellis/db';
import type { Issue } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { openAll, sealAll } from '../secrets/values.ts';
import type { AcceptedWarnings } from '../write/warnings.ts';
import type { BatchRow, Item, Result, Work } from './types.ts';

type At = Pick<Ctx, 'catalog' | 'keys'>;

interface Stored extends Omit<BatchRow, 'work' | 'accept' | 'issue'> {
  readonly op: Work['op'];
  readonly document: string;
  readonly accept: string | null;
  readonly issue: string | null;
}

const columns = (at: At) =>
  `b.id, b.app, b.form, b.member_id AS member, b.op, b.document, b.accept, b.state, b.total, b.reached, b.done,
   b.unchanged, b.skipped, b.kept, b.undoes, b.issue, b.created_at AS "createdAt", b.finished_at AS "finishedAt",
   (SELECT u.id FROM ${relation(at, 'batch')} AS u WHERE u.undoes = b.id AND u.state IN ('running', 'done')) AS "undoneBy"`;

/** Batches by a condition over `b`. */
export async function findBatches(
  at: At,
  on: Queryable,
  rest: string,
  params: readonly unknown[],
): Promise<BatchRow[]> {
  const { rows } = await on.query<Stored>(
    `SELECT ${columns(at)} FROM ${relation(at, 'batch')} AS b ${rest}`,
    [...params],
  );
  return rows.map((row) => read(at, row));
}

function read(at: At, { op, document, accept, issue, ...row }: Stored): BatchRow {
  const form = at.catalog.forms.get(`${row.app}:${row.form}`);
  const stored = JSON.parse(document) as Work;
  return {
    ...row,
    work: opened(at, form, row.id, { ...stored, op } as Work),
    accept: accept === null ? undefined : (JSON.parse(accept) as AcceptedWarnings),
    issue: issue === null ? undefined : (JSON.parse(issue) as Issue),
  };
}

/** Writes a batch down. */
export async function insertBatch(
  ctx: Ctx,
  on: Queryable,
  form: CatalogForm,
  batch: { readonly id: string; readonly work: Work; readonly total: number; readonly undoes?: string },
): Promise<void> {
  const document = documentOf(sealed(ctx, form, batch.id, batch.work));
  await on.query(
    `INSERT INTO ${relation(ctx, 'batch')} (id, app, form, member_id, op, document, accept, total, undoes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[batch.id, form.app, form.key, ctx.actor.id, batch.work.op, document],
      ...[ctx.accept ? JSON.stringify(ctx.accept) : null, batch.total, batch.undoes ?? null],
    ],
  );
}

const documentOf = ({ op: _, ...rest }: Work): string => JSON.stringify(rest);

/** Values of encrypted fields don't stand in the database as they are, here neither. */
const sealed = (at: At, form: CatalogForm, id: string, work: Work): Work =>
  withValues(work, (field, value) => sealAll(at, form, id, { [field]: value })[field]);

const opened = (at: At, form: CatalogForm | undefined, id: string, work: Work): Work =>
  form ? withValues(work, (field, value) => openAll(at, form, id, { [field]: value })[field]) : work;

function withValues(work: Work, change: (field: string, value: unknown) => unknown): Work {
  if (work.op !== 'edit' || !work.changes) return work;
  const changes = work.changes.map((one) =>
    one.op === 'set' ? { ...one, value: change(one.field, one.value) } : one,
  );
  return { ...work, changes };
}

/** The records whose turn it is. */
export async function nextItems(at: At, on: Queryable, batch: BatchRow, limit: number): Promise<Item[]> {
  const { rows } = await on.query<Item>(
    `SELECT pos, record_id AS id, version FROM ${relation(at, 'batch_record')}
     WHERE batch_id = $1 AND pos > $2 ORDER BY pos LIMIT $3`,
    [batch.id, batch.reached, limit],
  );
  return rows;
}

/** Notes what became of records, and how far the batch is. */
export async function noteResults(
  at: At,
  on: Queryable,
  batch: BatchRow,
  items: readonly Item[],
  results: readonly Result[],
): Promise<void> {
  const count = (...outcomes: Result['outcome'][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  await on.query(
    `UPDATE ${relation(at, 'batch_record')} AS r SET outcome = x.outcome, written = x.written, issues = x.issues
     FROM unnest($2::int[], $3::text[], $4::int[], $5::text[]) AS x (pos, outcome, written, issues)
     WHERE r.batch_id = $1 AND r.pos = x.pos`,
    [
      batch.id,
      items.map(({ pos }) => pos),
      results.map(({ outcome }) => outcome),
      results.map(({ written }) => written ?? null),
      results.map(({ issues }) => (issues && issues.length > 0 ? JSON.stringify(issues) : null)),
    ],
  );
  await on.query(
    `UPDATE ${relation(at, 'batch')} SET reached = $2, done = done + $3, unchanged = unchanged + $4,
       skipped = skipped + $5, kept = kept + $6, worked_at = clock_timestamp() WHERE id = $1`,
    [
      ...[batch.id, items.at(-1)?.pos ?? batch.reached, count('done', 'kept'), count('unchanged')],
      ...[count('skipped'), count('kept')],
    ],
  );
}

/** Lets others have their turn before a batch that could not use its own. */
export async function passTurn(at: At, on: Queryable, batch: string): Promise<void> {
  await on.query(`UPDATE ${relation(at, 'batch')} SET worked_at = clock_timestamp() WHERE id = $1`, [batch]);
}

/** Ends a batch that runs; false where it does not. What values it wrote stands in the history from then on. */
export async function endBatch(
  at: At,
  on: Queryable,
  { id, work }: Pick<BatchRow, 'id' | 'work'>,
  state: 'done' | 'cancelled' | 'failed',
  issue?: Issue,
): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE ${relation(at, 'batch')} SET state = $2, issue = $3, document = $4, finished_at = clock_timestamp()
     WHERE id = $1 AND state = 'running'`,
    [id, state, issue ? JSON.stringify(issue) : null, documentOf(withValues(work, () => null))],
  );
  return rowCount === 1;
}
