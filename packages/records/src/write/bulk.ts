import { inTransaction, type PoolClient, type Queryable } from '@trellis/db';
import { AppError, type Issue, isId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import { completeImages } from '../compute/cross.ts';
import { HeldBack } from '../compute/held-back.ts';
import { holdSources } from '../compute/hold.ts';
import { planOf } from '../compute/plan.ts';
import { recompute } from '../compute/recompute.ts';
import { crossOfNew, writtenBy } from '../compute/save.ts';
import { judgeNew } from '../compute/verdict.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { withFileFacts } from '../files/facts.ts';
import { type DerivedValues, deriveNew, withoutDerived } from '../linked/derive.ts';
import { withRowIds } from '../linked/derive-rows.ts';
import type { NewRow, RowIssues } from '../types.ts';
import { checkCandidates } from './bulk-candidates.ts';
import { checkIds, checkKeys, checkReferences, checkUnique, nothingSeen, type Seen } from './bulk-checks.ts';
import { insertSlice, reserveNumbers, rowsOutOfScope } from './bulk-insert.ts';
import { checkScope } from './bulk-scope.ts';
import { isCurrent } from './delete.ts';
import type { Image } from './image.ts';
import { checkOwnRows, outOfScope } from './own-rows.ts';
import { prepareCreate } from './prepare.ts';
import { at, writeError } from './save.ts';
import { ahead, FIRST_SLICE, PART, SLICE, slicesOf } from './slices.ts';
import { onNewestCatalog, STALE } from './stale.ts';

/** Issues of a bulk write that are told; the rest are more of the same. */
const MAX_ISSUES = 1_000;

/**
 * Creates many records, all or nothing, with the checks of createRecord done set by set. Under the cause "import" the
 * permission is "import", else "create". Slices let other requests in between.
 * Errors: validation_failed with issues at ["create", row, "values", field], forbidden, busy.
 */
export function bulkCreate(ctx: Ctx, form: string, rows: readonly NewRow[]): Promise<{ ids: string[] }> {
  return onNewestCatalog(ctx, async (current) => {
    const access = accessFor(current, form, actionOf(current));
    return unlessMoved(
      inTransaction(current.pool, async ({ client }) => {
        const { ids } = await writeRows(current, client, access, rows, {});
        return { ids };
      }),
    );
  });
}

export interface BulkOptions {
  /** Leave out the rows that have issues instead of refusing all of them. */
  readonly skipInvalid?: boolean;
  /** Told now and then how many rows are checked and written; what it throws ends the write. */
  readonly progress?: (step: 'check' | 'write', rows: number) => void | Promise<void>;
}

export interface BulkResult {
  /** Ids of the rows that were written, in their order. */
  readonly ids: string[];
  /** By row, paths as of validateRows; all empty unless invalid rows were skipped. */
  readonly issues: RowIssues[];
}

/**
 * bulkCreate inside a transaction of the caller, who runs it in `unlessMoved` and rolls back when it throws: what else
 * the transaction writes stays or goes with the rows.
 */
export async function bulkCreateIn(
  ctx: Ctx,
  client: PoolClient,
  form: string,
  rows: readonly NewRow[],
  options: BulkOptions = {},
): Promise<BulkResult> {
  return writeRows(ctx, client, accessFor(ctx, form, actionOf(ctx)), rows, options);
}

/** The outcome of a bulk write, or STALE where the definitions moved before it ended. */
export async function unlessMoved<T>(write: Promise<T>): Promise<T | typeof STALE> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Moved) return STALE;
    throw error;
  }
}

/** While PostgreSQL checks and stores a slice, the next one is prepared: the two take about as long. */
async function writeRows(
  ctx: Ctx,
  client: PoolClient,
  access: Access,
  rows: readonly NewRow[],
  { skipInvalid = false, progress }: BulkOptions,
): Promise<BulkResult> {
  const { form } = access;
  const written: Image[] = [];
  const issues: Issue[][] = [];
  let refused = false;
  try {
    if (!(await isCurrent(ctx, client))) throw new Moved();
    for await (const slice of checkedSlices(ctx, client, access, rows)) {
      issues.push(...slice.issues);
      refused ||= !skipInvalid && slice.issues.some((ofRow) => ofRow.length > 0);
      if (!refused) {
        const records = slice.images.filter((image, row) => image && slice.issues[row]?.length === 0);
        const counted = await reserveNumbers(ctx, client, form, records as Image[]);
        const numbered = await completeBulk(ctx, client, form, counted);
        judgeNew(ctx, form, numbered);
        written.push(...numbered);
        await insertSlice(ctx, client, form, numbered);
      }
      await progress?.(refused ? 'check' : 'write', issues.length);
    }
    if (!skipInvalid) refuse(issues);
    if (needsDatabase(ctx, access, written) && (await rowsOutOfScope(ctx, client, access, written))) {
      throw outOfScope();
    }
    // Their own fields were worked out when what they read was held already.
    const follows = writtenBy(
      ctx,
      form,
      written.map((after) => ({ after })),
      'all',
    ).map((one) => (one.form === form.ref ? { ...one, own: 'done' as const } : one));
    await recompute(ctx, client, follows);
    // Somebody may have published while the rows went in.
    if (!(await isCurrent(ctx, client))) throw new Moved();
    return { ids: written.map(({ id }) => id), issues: issues.map((found) => found.map(at('values'))) };
  } catch (error) {
    throw bulkError(access, error, written);
  }
}

/** Bulk rows with what they read of other records, which stays so until the end, and their formulas. */
async function completeBulk(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  images: Image[],
): Promise<Image[]> {
  // What reads the record alone was worked out when it was prepared.
  if (!planOf(ctx.catalog, form).entangled) return images;
  await holdSources(
    ctx,
    client,
    form,
    images.map(({ values }) => values),
  );
  return completeImages(ctx, client, form, images);
}

/** Rolls the transaction back and starts over on the newest definitions. */
class Moved extends Error {}

/**
 * What bulkCreate would say of each row, without writing: one entry per row, empty where it is fine. Paths start at
 * the row: ["values", field], ["id"], ["owner"].
 */
export async function validateRows(
  ctx: Ctx,
  form: string,
  rows: readonly NewRow[],
  options: Pick<BulkOptions, 'progress'> = {},
): Promise<RowIssues[]> {
  const access = accessFor(ctx, form, actionOf(ctx));
  const issues: Issue[][] = [];
  for await (const slice of checkedSlices(ctx, ctx.pool, access, rows)) {
    issues.push(...slice.issues);
    await options.progress?.('check', issues.length);
  }
  return issues.map((found) => found.map(at('values')));
}

const actionOf = (ctx: Ctx): 'create' | 'import' => (ctx.cause === 'import' ? 'import' : 'create');

interface CheckedSlice {
  /** By row; nothing where it has issues of its own. */
  readonly images: readonly (Image | undefined)[];
  /** By row; empty where it is fine. */
  readonly issues: readonly Issue[][];
}

/** Rows in slices with all that is wrong with them: by themselves, among themselves and beside what is stored. */
async function* checkedSlices(
  ctx: Ctx,
  on: Queryable,
  access: Access,
  rows: readonly NewRow[],
): AsyncGenerator<CheckedSlice> {
  const seen = nothingSeen();
  for await (const { slice, checked } of ahead(preparedSlices(ctx, access, rows))) {
    await checkAgainstRecords(ctx, on, access, slice, checked, seen);
    yield checked;
  }
}

async function* preparedSlices(ctx: Ctx, access: Access, rows: readonly NewRow[]) {
  for await (const slice of slicesOf(rows, SLICE, FIRST_SLICE))
    yield { slice, checked: await prepareSlice(ctx, access, slice) };
}

/** Everything that a row decides by itself. */
async function prepareSlice(ctx: Ctx, access: Access, slice: readonly NewRow[]): Promise<CheckedSlice> {
  const action = actionOf(ctx);
  const env = envOf(ctx);
  const images: (Image | undefined)[] = [];
  const issues: Issue[][] = [];
  const backdated = ctx.cause === 'template' || ctx.cause === 'import';
  const identified = slice.map((row) => ({ ...row, values: withRowIds(access.form, row.values) }));
  const files = await withFileFacts(ctx, access, identified);
  const drafts: (NewRow & { readonly derived: DerivedValues })[] = [];
  for (const [index, { meta, ...row }] of identified.entries()) {
    const values = files[index]?.values ?? row.values;
    const own = { ...row, values, ...(backdated && meta ? { meta } : {}) };
    const derived = await deriveNew(ctx, access, { values, owner: own.meta?.owner }, env);
    drafts.push({ ...own, values: withoutDerived(access, action, values, derived), derived });
  }
  const sent = drafts.map(({ values, derived }) => ({ sent: values, derived: derived.values }));
  const cross = await crossOfNew(ctx, access.form, sent, env);
  for await (const part of slicesOf(drafts, PART)) {
    for (const { id, values, meta, derived } of part) {
      const row = images.length;
      const wrong = id !== undefined && !isId(id) ? [{ path: ['$id'], code: 'not_id' }] : [];
      const all = { ...derived, values: cross[row] ?? derived.values };
      const { owner, createdAt } = meta ?? {};
      const prepared = prepareCreate(
        ctx,
        access,
        action,
        { id, values, owner, createdAt, derived: all },
        env,
      );
      const found = [...wrong, ...(files[row]?.issues ?? []), ...(prepared.ok ? [] : prepared.issues)];
      images.push(prepared.ok && found.length === 0 ? prepared.value : undefined);
      issues.push(found);
    }
  }
  return { images, issues };
}

/** Everything that depends on what is stored: ids, references, unique values. Adds to the issues. */
async function checkAgainstRecords(
  ctx: Ctx,
  on: Queryable,
  access: Access,
  rows: readonly NewRow[],
  { images, issues }: CheckedSlice,
  seen: Seen,
): Promise<void> {
  const { form } = access;
  const report = (row: number, issue: Issue) => void issues[row]?.push(issue);
  const ids = rows.map(({ id }) => (id !== undefined && isId(id) ? id : undefined));
  await checkIds(ctx, on, form, ids, seen, report);
  await checkReferences(ctx, on, form, images, report);
  await checkCandidates(ctx, on, form, images, report);
  await checkUnique(ctx, on, form, images, seen, report);
  await checkKeys(ctx, on, access, images, seen, report);
  await checkScope(ctx, on, access, actionOf(ctx), images, report);
}

function refuse(issues: readonly Issue[][]): void {
  const found = issues.flatMap((ofRow, row) => ofRow.map(at('create', row, 'values')));
  if (found.length > 0) throw new AppError('validation_failed', { issues: found.slice(0, MAX_ISSUES) });
}

/** Whether some role's condition can only be asked of stored rows. */
const needsDatabase = (ctx: Ctx, access: Access, images: readonly Image[]): boolean =>
  access.rows[actionOf(ctx)].length > 0 &&
  images.some((image) => checkOwnRows(reading(ctx, envOf(ctx)), access, actionOf(ctx), image).length > 0);

/** A unique value that somebody else took after our check. */
function bulkError(access: Access, error: unknown, written: readonly Image[]): unknown {
  if (error instanceof HeldBack) {
    const ids = written.map(({ id }) => id);
    return error.among(ids, (path, row) => [
      'create',
      ...(row === undefined ? [] : [row]),
      'values',
      ...path,
    ]);
  }
  const known = writeError(access.form, error, access.visible);
  if (!(known instanceof AppError) || known === error) return known;
  return new AppError(known.code, { issues: known.issues.map(at('create')), cause: error });
}
