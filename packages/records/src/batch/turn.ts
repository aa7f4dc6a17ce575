import { inTransaction, type PoolClient, readPgError } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
import { findAccess } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import type { Item, Result } from './types.ts';

/** A slice of a batch in its transaction, as the turn of a record needs it. */
export interface Slice {
  /** Its pool is the transaction. */
  readonly ctx: Ctx;
  readonly client: PoolClient;
  /** "app:form". */
  readonly form: string;
}

/** How long a slice goes on: those who save the same records wait for it. */
const SLICE_MS = 400;
/** Somebody may write a record while it has its turn; so often it begins anew. */
const ATTEMPTS = 10;
const LATER: ReadonlySet<string> = new Set([
  ...['busy', 'timeout', 'form_unavailable'],
  ...['serialization', 'deadlock', 'lock_timeout'],
]);
/** Whether an error says nothing of the record: it is tried again later. */
export const comesLater = (error: unknown): boolean =>
  LATER.has(error instanceof AppError ? error.code : (readPgError(error)?.kind ?? ''));

export const skipped = (...issues: readonly Issue[]): Result => ({ outcome: 'skipped', issues });

/** A record's turn, taken back by itself where the record is refused. */
export async function alone(slice: Slice, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(slice.ctx.pool, () => work(slice.ctx));
    } catch (error) {
      if (!(error instanceof AppError) || comesLater(error)) throw error;
      if (error.code !== 'version_conflict') return skipped(...issuesOf(slice, error));
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** What is told of a refusal: issues at [field, …] as far as these exist for the member, or the error itself. */
function issuesOf({ ctx, form }: Slice, { code, issues, params }: AppError): readonly Issue[] {
  if (issues.length === 0) return [{ path: [], code, params }];
  const visible = findAccess(ctx, form)?.visible;
  return issues.map((issue) => {
    const [first, ...rest] = issue.path;
    if (first === 'set' || first === 'values')
      return { ...issue, path: visible?.has(String(rest[0])) ? rest : [] };
    return first === 'owner' ? { ...issue, path: ['_owner_id'] } : { ...issue, path: [] };
  });
}

/**
 * The turns of records, one after the other, for as many as there is time, or up to one that has to wait.
 * @param least turns that must be told of, whatever they take
 */
export async function inTime(
  items: readonly Item[],
  turn: (item: Item) => Promise<Result>,
  least = 1,
): Promise<Result[]> {
  const end = Date.now() + SLICE_MS;
  const results: Result[] = [];
  for (const item of items) {
    try {
      results.push(await turn(item));
    } catch (error) {
      if (results.length >= least && comesLater(error)) break;
      throw error;
    }
    if (results.length >= least && Date.now() > end) break;
  }
  return results;
}
