import { inTransaction } from '@trellis/db';
import { type BodyOf, type Contract, MOST_IN_BATCH } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { previewDelete } from '../deletion/preview.ts';
import { bounded } from '../query/bounded.ts';
import { rowsOf } from '../query/select.ts';
import { countUpTo } from '../query/total.ts';
import { checkAction } from './changes.ts';
import { chosenOf, chosenRecords, scopeOf } from './choose.ts';
import { titled } from './list.ts';
import { workSlice } from './slice.ts';
import type { Action, BatchPreview, Chosen, Result } from './types.ts';

/** Records that are tried. */
const TRIED = 20;
/** Records whose deletion is followed in others. */
const EFFECTS_OF = 1_000;

/**
 * What a batch would do: how many records it is about, how many the member may do it with, and what becomes of the first
 * few, which are done and taken back. Without an action only the count.
 * Errors: as startBatch.
 */
export async function previewBatch(
  request: Ctx,
  form: string,
  { records, action }: Pick<BodyOf<Contract['previewBatch']>, 'records' | 'action'>,
): Promise<BatchPreview> {
  if (action) await checkAction(request, form, action);
  const ctx = bounded(request);
  const [total, allowed] = await Promise.all([
    count(ctx, form, action?.op, records, false),
    count(ctx, form, action?.op, records, true),
  ]);
  const tooMany = total > MOST_IN_BATCH;
  const tried = action && !tooMany ? await tryFirst(request, form, action, records) : [];
  const effects = action?.op === 'delete' && !tooMany ? await effectsOn(ctx, form, records) : NONE;
  const refused = tried.filter(({ outcome }) => outcome === 'skipped');
  return {
    total,
    allowed,
    tooMany,
    tried: tried.length,
    unchanged: tried.filter(({ outcome }) => outcome === 'unchanged').length,
    refused: await titled(ctx, form, refused),
    ...effects,
    warned: refused.filter(({ issues }) => issues.every(({ code }) => code === 'check_warning')).length,
  };
}

const NONE = { effects: [], refs: {} };

/** What follows in other records, as far as it can be counted. */
async function effectsOn(ctx: Ctx, form: string, records: Chosen) {
  const scope = scopeOf(ctx, form, 'delete', true);
  const found = await rowsOf<{ id: string }>(ctx, chosenRecords(scope, records, EFFECTS_OF + 1));
  const ids = found.slice(0, EFFECTS_OF).map(({ id }) => id);
  const { effects, refs } = await previewDelete(ctx, form, { ids });
  const more = found.length > EFFECTS_OF;
  return { effects: effects.map((effect) => ({ ...effect, more: effect.more || more })), refs };
}

function count(ctx: Ctx, form: string, op: Action['op'] | undefined, records: Chosen, allowed: boolean) {
  const scope = scopeOf(ctx, form, op, allowed);
  return countUpTo(scope, chosenOf(scope, records), MOST_IN_BATCH + 1);
}

/** Ends a transaction that nothing shall remain of, with what was found in it. */
class TakenBack extends Error {
  readonly results: readonly Result[];
  constructor(results: readonly Result[]) {
    super();
    this.results = results;
  }
}

async function tryFirst(ctx: Ctx, form: string, action: Action, records: Chosen) {
  const found = await rowsOf<{ id: string; version: number }>(
    bounded(ctx),
    chosenRecords(scopeOf(ctx, form, action.op), records, TRIED),
  );
  const items = found.map((item, index) => ({ ...item, pos: index + 1 }));
  // No address is asked for the sake of a preview.
  const trying: Ctx = { ...ctx, cause: 'batch', outer: undefined };
  const results = await inTransaction(ctx.pool, async ({ client }) => {
    const nothing = { done: 0, unchanged: 0 };
    throw new TakenBack(await workSlice(trying, client, form, action, items, nothing));
  }).catch((error: unknown) => {
    if (error instanceof TakenBack) return error.results;
    throw error;
  });
  return results.map(({ outcome, issues = [] }, index) => ({
    record: items[index]?.id ?? '',
    outcome,
    issues,
  }));
}
