import { setTimeout } from 'node:timers/promises';
import type { PoolClient } from '@trellis/db';
import { AppError, isId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading, rowFilter } from '../access/target.ts';
import { asStored, computeSteps, crossOfChange, movedUnder } from '../compute/save.ts';
import { unmoved } from '../compute/unmoved.ts';
import type { Ctx } from '../contract.ts';
import { tellingHolder } from '../duplicates/holder.ts';
import { fileGuards } from '../files/attach.ts';
import { knownFiles } from '../files/facts.ts';
import { deriveChange, withoutDerived } from '../linked/derive.ts';
import { withRowIds } from '../linked/derive-rows.ts';
import { tellOwner } from '../messages/assigned.ts';
import { rowCandidateGuards } from '../owned/candidates.ts';
import { rowGuards } from '../owned/guards.ts';
import { saveWith } from '../owned/save.ts';
import { changeRows } from '../owned/write.ts';
import { readRecord } from '../query/get.ts';
import type { RecordBody, UpdateInput } from '../types.ts';
import { type Lies, readBefore } from './before.ts';
import { candidateGuards } from './candidate-guards.ts';
import { whyNot } from './diagnose.ts';
import { bodyOf, type Image } from './image.ts';
import { checkOwnRows } from './own-rows.ts';
import { type Changed, prepareUpdate } from './prepare.ts';
import { memberGuard, referenceGuards } from './references.ts';
import { atPath } from './save.ts';
import { onNewestCatalog, STALE } from './stale.ts';
import { updateSql } from './update-sql.ts';

/**
 * Of those who write one record at once, one succeeds each time: this many may come together. Pauses grow and differ,
 * so that they do not meet again.
 */
const ATTEMPTS = 25;
const pause = (attempt: number) => setTimeout(Math.random() * Math.min(4 * attempt, 50));
/** Somebody else wrote the record between reading and writing it. */
const MOVED = Symbol('moved');

/**
 * Changes the given fields of a record in two round trips: read, then one guarded statement. A change that changes
 * nothing writes nothing. Without a version from the client it is made on the newest one, again when somebody else
 * was faster.
 * Errors: record_not_found, forbidden, validation_failed with issues at ["set", field] and ["owner"],
 * version_conflict with details `yours` (version) and `current` (record), busy.
 */
export function updateRecord(ctx: Ctx, form: string, id: string, input: UpdateInput): Promise<RecordBody> {
  return onNewestCatalog(ctx, (current) => atPath(['set'], () => update(current, form, id, input, 'living')));
}

/** The same of a record that lies in the bin, before it comes back. */
export function updateBinned(ctx: Ctx, form: string, id: string, input: UpdateInput): Promise<RecordBody> {
  return onNewestCatalog(ctx, (current) => atPath(['set'], () => update(current, form, id, input, 'binned')));
}

async function update(
  ctx: Ctx,
  ref: string,
  id: string,
  input: UpdateInput,
  lies: Lies,
): Promise<RecordBody | typeof STALE> {
  const access = accessFor(ctx, ref, 'edit');
  if (!isId(id)) throw new AppError('record_not_found');
  if (input.owner !== undefined && input.owner !== null && !isId(input.owner)) {
    throw new AppError('validation_failed', { issues: [{ path: ['$owner'], code: 'not_id' }] });
  }
  const env = envOf(ctx);
  let set: Readonly<Record<string, unknown>> | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const before = await readBefore(reading(ctx, env), access, 'edit', id, lies);
    if (!before) throw await notEditable(ctx, ref, id);
    if (input.version !== undefined && input.version !== before.version)
      throw conflict(access, input.version, before);
    // Files and new rows are the same ones, however often it is tried.
    set ??= (await knownFiles(ctx, access, { id, values: withRowIds(access.form, input.set) })).values;
    const derived = await deriveChange(ctx, access, before, set, env);
    const left = withoutDerived(access, 'edit', set, derived);
    const all = await crossOfChange(ctx, access.form, before, { sent: left, derived: derived.values });
    const change = { ...input, set: left, derived: { ...derived, values: all } };
    const prepared = prepareUpdate(ctx, access, before, change, env);
    if (!prepared.ok) throw new AppError('validation_failed', { issues: prepared.issues });
    const { changed, ownerChanged, image } = prepared.value;
    if (changed.size === 0 && !ownerChanged) return bodyOf({ ...before, values: image.values }, access);
    const result = await write(ctx, access, before, prepared.value, lies);
    if (result !== MOVED) return result;
    await pause(attempt);
  }
  throw new AppError('busy');
}

async function write(
  ctx: Ctx,
  access: Access,
  before: Image,
  change: Changed,
  lies: Lies,
): Promise<RecordBody | typeof STALE | typeof MOVED> {
  const { form } = access;
  const { image, changed, ownerChanged } = change;
  const state = reading(ctx, envOf(ctx));
  const guards = [
    ...referenceGuards(state, form, image, changed, before),
    ...(await candidateGuards(ctx, state, form, image, { before, changed })),
    ...fileGuards(ctx, form, image, changed),
    ...rowGuards(state, form, image, changed, before),
    ...(await rowCandidateGuards(ctx, state, form, image, { before, changed })),
    ...(ownerChanged && image.owner !== null ? [memberGuard(state, image.owner)] : []),
  ];
  const rows = checkOwnRows(state, access, 'edit', image);
  const conditions = [...guards.map(({ holds }) => holds), ...rows];
  const mine = (alias: string) => [
    ...rowFilter(state, access, 'edit', alias),
    ...unmoved(ctx, form, before.values, changed, alias),
  ];
  const sql = updateSql(ctx, form, before, change, conditions, mine, lies);
  const touched = ownerChanged ? new Set([...changed, '_owner_id']) : changed;
  const steps = computeSteps(ctx, form, before, image, touched);
  const ownRows = [...changed].some((key) => form.owned.has(key))
    ? (client: PoolClient) => changeRows(ctx, client, form, before, image)
    : undefined;
  const tell = ownerChanged ? tellOwner(ctx, form, image) : undefined;
  const saved = await tellingHolder(ctx, form, image, () =>
    saveWith(ctx, form, sql, { rows: ownRows, steps, tell }),
  );
  if (saved) {
    // Others move what is computed across forms under the same version: what stood there is the truth.
    return bodyOf(asStored(ctx, form, image, movedUnder(ctx, form, saved.row), saved.renewed), access);
  }
  const reason = await whyNot(ctx, guards, rows);
  if (reason === STALE) return STALE;
  if (reason) throw reason;
  return MOVED;
}

/** Both versions, so that the client can show what the other one changed. */
const conflict = (access: Access, yours: number, current: Image): AppError =>
  new AppError('version_conflict', { details: { yours, current: bodyOf(current, access) } });

/** A record that can be seen but not edited is forbidden; any other does not exist. */
export async function notEditable(ctx: Ctx, form: string, id: string): Promise<AppError> {
  try {
    await readRecord(ctx, form, id, 'view');
    return new AppError('forbidden', { issues: [{ path: [], code: 'out_of_scope' }] });
  } catch (error) {
    if (error instanceof AppError) return new AppError('record_not_found');
    throw error;
  }
}
