import { inTransaction, type PoolClient } from '@trellis/db';
import { AppError, type Issue } from '@trellis/metadata';
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
/** Errors that say nothing of the record: it is tried again later. */
const LATER: ReadonlySet<string> = new Set(['busy', 'timeout', 'form_unavailable']);

export const skipped = (...issues: readonly Issue[]): Result => ({ outcome: 'skipped', issues });

/** A record's turn, taken back by itself where the record is refused. */
export async function alone(slice: Slice, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(slice.ctx.pool, () => work(slice.ctx));
    } catch (error) {
      if (!(error instanceof AppError) || LATER.has(error.code)) throw error;
      if (error.code !== 'version_conflict') return skipped(...issuesOf(error));
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** What is told of a refusal: issues at [field, …], or the error itself. */
function issuesOf({ code, issues, params }: AppError): readonly Issue[] {
  if (issues.length === 0) return [{ path: [], code, params }];
  return issues.map((issue) => {
    const [first, ...rest] = issue.path;
    if (first === 'set' || first === 'values') return { ...issue, path: rest };
    return first === 'owner' ? { ...issue, path: ['_owner_id'] } : { ...issue, path: [] };
  });
}

/** The turns of records, one after the other, for as many as there is time. */
export async function inTime(
  items: readonly Item[],
  turn: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const end = Date.now() + SLICE_MS;
  const results: Result[] = [];
  for (const item of items) {
    results.push(await turn(item));
    if (Date.now() > end) break;
  }
  return results;
}
