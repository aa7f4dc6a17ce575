import type { Queryable } from '@trellis/db';
import type { Contract, Issue, Locale, ReplyOf } from '@trellis/metadata';
import { relation } from '../../access/target.ts';
import type { Ctx } from '../../contract.ts';
import type { ExportQuery } from './sheets.ts';

export type ExportBody = ReplyOf<Contract['getExport']>;
export type ExportState = ExportBody['state'];

/** An export as it is stored. */
export interface ExportRow {
  readonly id: string;
  readonly app: string;
  readonly form: string;
  readonly member: string;
  readonly background: boolean;
  readonly query: ExportQuery;
  readonly locale: Locale;
  readonly state: ExportState;
  readonly done: number;
  readonly total: number | null;
  /** How often it was begun. */
  readonly attempts: number;
  /** Has a worker for large ones. */
  readonly large: boolean;
  readonly fileName: string | null;
  /** Bytes. */
  readonly size: number | null;
  /** A content may lie in the store. */
  readonly stored: boolean;
  readonly issue: Issue | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly expiresAt: string | null;
}

type At = Pick<Ctx, 'catalog'>;

const table = (at: At): string => relation(at, 'export_job');

/** Exports by a condition over `e`. */
export async function findExports(
  at: At,
  on: Queryable,
  rest: string,
  params: readonly unknown[],
): Promise<ExportRow[]> {
  const { rows } = await on.query<
    Omit<ExportRow, 'query' | 'issue' | 'size'> & {
      document: string;
      issue: string | null;
      size: string | null;
    }
  >(
    `SELECT e.id, e.app, e.form, e.member_id AS member, e.background, e.document, e.locale, e.state, e.done, e.total,
       e.attempts, e.large, e.file_name AS "fileName", e.size, e.stored, e.issue, e.created_at AS "createdAt",
       e.finished_at AS "finishedAt", e.expires_at AS "expiresAt"
     FROM ${table(at)} AS e ${rest}`,
    [...params],
  );
  return rows.map(({ document, issue, size, ...row }) => ({
    ...row,
    query: JSON.parse(document) as ExportQuery,
    issue: issue === null ? null : (JSON.parse(issue) as Issue),
    size: size === null ? null : Number(size),
  }));
}

/** Writes an export down that begins. */
export async function insertExport(
  ctx: Ctx,
  on: Queryable,
  one: Pick<ExportRow, 'id' | 'app' | 'form' | 'background' | 'large'>,
  query: ExportQuery,
): Promise<void> {
  await on.query(
    `INSERT INTO ${table(ctx)} (id, app, form, member_id, background, large, document, locale)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.id, one.app, one.form, ctx.actor.id, one.background, one.large, JSON.stringify(query), ctx.locale],
  );
}

/** Columns of an export that is under way; others keep what they have. */
interface Changes {
  readonly done?: number;
  readonly total?: number;
  readonly attempts?: number;
  /** A content may lie in the store from now on. */
  readonly stored?: boolean;
  readonly file_name?: string;
  readonly size?: number;
}

/** An export as somebody began to work on it: whoever begins it again after that takes it over. */
export type Attempt = Pick<ExportRow, 'id' | 'attempts'>;

/** Changes an export that is under way; false where it has ended, or was begun again since. */
export async function changeExport(
  at: At,
  on: Queryable,
  { id, attempts }: Attempt,
  changes: Changes,
): Promise<boolean> {
  const names = Object.keys(changes);
  const sets = names.map((name, index) => `${name} = $${index + 3}`);
  const { rowCount } = await on.query(
    `UPDATE ${table(at)} SET ${sets.join(', ')} WHERE id = $1 AND attempts = $2 AND state = 'running'`,
    [id, attempts, ...Object.values(changes)],
  );
  return rowCount === 1;
}

/**
 * Ends an export that is under way; false where it has ended already.
 * @param more.attempts by whom: false too where it was begun again since
 */
export async function endExport(
  at: At,
  on: Queryable,
  id: string,
  state: Exclude<ExportState, 'running'>,
  more: {
    readonly attempts?: number;
    readonly done?: number;
    readonly issue?: Issue;
    readonly days?: number;
  } = {},
): Promise<boolean> {
  const { rowCount } = await on.query(
    `UPDATE ${table(at)} SET state = $2, done = coalesce($3, done), issue = $4, finished_at = clock_timestamp(),
       expires_at = clock_timestamp() + make_interval(days => $5)
     WHERE id = $1 AND attempts = coalesce($6, attempts) AND state = 'running'`,
    [
      id,
      state,
      more.done ?? null,
      more.issue ? JSON.stringify(more.issue) : null,
      more.days ?? null,
      more.attempts ?? null,
    ],
  );
  return rowCount === 1;
}
