import type { PoolClient } from '@trellis/db';
import type { Env, Value } from '@trellis/logic';
import { AppError, isId } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import { asStored, computeSteps, crossOfNew, storedImage } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { tellingHolder } from '../duplicates/holder.ts';
import { fileGuards } from '../files/attach.ts';
import { knownFiles } from '../files/facts.ts';
import { deriveNew, withoutDerived } from '../linked/derive.ts';
import { withRowIds } from '../linked/derive-rows.ts';
import { tellOwner } from '../messages/assigned.ts';
import { rowCandidateGuards } from '../owned/candidates.ts';
import { rowGuards } from '../owned/guards.ts';
import { saveWith } from '../owned/save.ts';
import { hasRows, insertRows } from '../owned/write.ts';
import { getRecord } from '../query/get.ts';
import type { CreateInput, RecordBody } from '../types.ts';
import { candidateGuards } from './candidate-guards.ts';
import { whyNot } from './diagnose.ts';
import { bodyOf, type Image } from './image.ts';
import { insertSql } from './insert-sql.ts';
import { numbersOf } from './numbers.ts';
import { checkOwnRows } from './own-rows.ts';
import { prepareCreate } from './prepare.ts';
import { memberGuard, referenceGuards } from './references.ts';
import { atPath } from './save.ts';
import { onNewestCatalog, STALE } from './stale.ts';

const ATTEMPTS = 3;

/**
 * Creates a record in one round trip. The owner is the member unless given. A client that makes the id may repeat the
 * request: the second answers the record that the first made.
 * Errors: validation_failed with issues at ["values", field], ["owner"], ["id"]; forbidden (also out_of_scope).
 */
export function createRecord(ctx: Ctx, form: string, input: CreateInput): Promise<RecordBody> {
  return onNewestCatalog(ctx, async (current) => {
    try {
      return await atPath(['values'], () => create(current, form, input));
    } catch (error) {
      const earlier = input.id === undefined ? undefined : await ownEarlier(current, form, input.id, error);
      if (earlier) return earlier;
      throw error;
    }
  });
}

async function create(ctx: Ctx, ref: string, input: CreateInput): Promise<RecordBody | typeof STALE> {
  const access = accessFor(ctx, ref, 'create');
  checkIds(input);
  const env = envOf(ctx);
  const identified = { ...input, values: withRowIds(access.form, input.values) };
  const sent = await knownFiles(ctx, access, identified);
  const derived = await deriveNew(ctx, access, sent, env);
  const values = withoutDerived(access, 'create', sent.values, derived);
  const drafts = [{ sent: values, derived: derived.values }];
  const [all = derived.values] = await crossOfNew(ctx, access.form, drafts, env);
  const draft = { ...sent, values, derived: { ...derived, values: all } };
  const prepared = prepareCreate(ctx, access, 'create', draft, env);
  if (!prepared.ok) throw new AppError('validation_failed', { issues: prepared.issues });
  return insert(ctx, access, prepared.value, env);
}

async function insert(ctx: Ctx, access: Access, image: Image, env: Env): Promise<RecordBody | typeof STALE> {
  const { form } = access;
  const state = reading(ctx, env);
  const numbers = numbersOf(ctx, form, image);
  const guards = [
    ...referenceGuards(state, form, image, form.fields.keys()),
    ...(await candidateGuards(ctx, state, form, image)),
    ...fileGuards(ctx, form, image, form.fields.keys()),
    ...rowGuards(state, form, image, form.owned.keys()),
    ...(await rowCandidateGuards(ctx, state, form, image)),
    ...(image.owner !== null && image.owner !== ctx.actor.id ? [memberGuard(state, image.owner)] : []),
  ];
  const rows = checkOwnRows(state, access, 'create', image);
  const conditions = [...guards.map(({ holds }) => holds), ...rows];
  const steps = computeSteps(ctx, form, undefined, image, 'all');
  const ownRows = hasRows(form, image.values)
    ? (client: PoolClient) => insertRows(ctx, client, form, [image])
    : undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const sql = insertSql(ctx, form, storedImage(ctx, form, image), conditions, numbers);
    const saved = await tellingHolder(ctx, form, image, () =>
      saveWith(ctx, form, sql, { rows: ownRows, steps, tell: tellOwner(ctx, form, image) }),
    );
    if (saved) {
      const { row, renewed } = saved;
      const made = Object.fromEntries(numbers.map(({ field }) => [field.key, row[field.key] as Value]));
      return bodyOf(asStored(ctx, form, image, made, renewed), access);
    }
    const reason = await whyNot(ctx, guards, rows);
    if (reason === STALE) return STALE;
    if (reason) throw reason;
    // What was missing has come meanwhile.
  }
  throw new AppError('busy');
}

/** Ids that the contract's schema has checked for callers from outside. */
function checkIds({ id, owner }: { readonly id?: string; readonly owner?: string | null }): void {
  const issues = [
    ...(id === undefined || isId(id) ? [] : [{ path: ['$id'], code: 'not_id' }]),
    ...(owner === undefined || owner === null || isId(owner) ? [] : [{ path: ['$owner'], code: 'not_id' }]),
  ];
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
}

/** The record that the same member made under this id before. */
async function ownEarlier(
  ctx: Ctx,
  form: string,
  id: string,
  error: unknown,
): Promise<RecordBody | undefined> {
  if (!(error instanceof AppError) || !error.issues.some(({ code }) => code === 'id_taken')) return undefined;
  try {
    const { refs: _, ...record } = await getRecord(ctx, form, id);
    return record.meta.createdBy === ctx.actor.id ? record : undefined;
  } catch {
    return undefined;
  }
}
