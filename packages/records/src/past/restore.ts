import { inTransaction, poolWithin } from '@trellis/db';
import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { AppError, type BodyOf, type Contract, type Issue, type ReplyOf } from '@trellis/metadata';
import { type Access, accessFor } from '../access/policy.ts';
import type { Ctx } from '../contract.ts';
import { readRecord } from '../query/get.ts';
import { refsOf } from '../query/refs.ts';
import { referenceTitles } from '../query/titles.ts';
import type { RecordBody } from '../types.ts';
import { worded } from '../words.ts';
import { sameValue } from '../write/image.ts';
import { updateRecord } from '../write/update.ts';
import { readMoment } from './moment.ts';
import { type PastState, stateAt } from './state.ts';

type Input = Pick<BodyOf<Contract['putBack']>, 'to' | 'fields' | 'version'>;
type Preview = ReplyOf<Contract['previewPutBack']>;

/** What a record would get back. */
interface Plan {
  readonly access: Access;
  readonly now: RecordBody;
  readonly past: PastState;
  /** The moment whose values they are. */
  readonly at: string;
  /** Fields that differ, the owner as "_owner_id". */
  readonly differ: readonly string[];
  /** Of these, those that the member may write. */
  readonly writable: readonly string[];
}

/**
 * Puts values of an earlier moment back into a record, as a change like any other: the member's rights, rules and checks
 * hold for it, and history tells of it. Without `fields` all that differs and may be written.
 * Errors: as updateRecord; past_unknown where the history does not reach back to it.
 */
export async function putBack(ctx: Ctx, form: string, id: string, input: Input): Promise<RecordBody> {
  const plan = await planOf(ctx, form, id, input);
  const wanted = input.fields ? plan.differ.filter((key) => input.fields?.includes(key)) : plan.writable;
  return write(ctx, form, plan, wanted, input.version);
}

/**
 * What putting values back would change, and what stands in the way of each; nothing is written.
 * Errors: record_not_found, form_not_found, forbidden, past_unknown.
 */
export async function previewPutBack(
  ctx: Ctx,
  form: string,
  id: string,
  { to }: Pick<Input, 'to'>,
): Promise<Preview> {
  const { plan, refused } = await tried(ctx, form, id, to);
  const { access, now, past } = plan;
  const refs = await referenceTitles(
    ctx,
    refsOf(access.form, [
      now,
      { ...now, values: { ...past.values }, meta: { ...now.meta, owner: past.owner } },
    ]),
  );
  const stands = standing(now);
  const stood: Readonly<Record<string, unknown>> = { ...past.values, _owner_id: past.owner };
  const reason = (key: string): Preview['fields'][number]['issue'] => {
    const own = refused.find(({ path }) => path[0] === key);
    const issue = plan.writable.includes(key)
      ? own
      : { path: [key], code: codeFor(access.form.fields.get(key)) };
    return issue && worded(ctx, issue);
  };
  return {
    at: plan.at,
    version: now.version,
    fields: plan.differ.map((key) => {
      const issue = reason(key);
      return { field: key, now: stands[key] ?? null, was: stood[key] ?? null, ...(issue ? { issue } : {}) };
    }),
    issues: refused
      .filter(({ path }) => !plan.differ.includes(String(path[0])))
      .map((one) => worded(ctx, one)),
    refs,
  };
}

/** What the server makes, or works out, nobody puts back: it follows from the rest. */
const codeFor = (field: CompiledField | undefined): string =>
  field?.type.generated || field?.type.computed ? 'past_follows' : 'readonly_field';

const standing = ({ values, meta }: RecordBody): Readonly<Record<string, unknown>> => ({
  ...values,
  _owner_id: meta.owner,
});

async function planOf(ctx: Ctx, form: string, id: string, { to }: Pick<Input, 'to'>): Promise<Plan> {
  const access = accessFor(ctx, form, 'edit');
  const now = await readRecord(ctx, form, id, 'view');
  const moment = 'at' in to ? { at: await readMoment(ctx, to.at) } : to;
  const past = await stateAt(ctx, access, now, moment);
  if (!past || past.there === 'not_yet') throw new AppError('past_unknown');
  const stands = standing(now);
  const stood: Readonly<Record<string, unknown>> = { ...past.values, _owner_id: past.owner };
  const differ = [...access.visible.keys(), '_owner_id'].filter(
    (key) => !sameValue((stands[key] ?? null) as Value, (stood[key] ?? null) as Value),
  );
  const mayWrite = (key: string): boolean => {
    const type = access.form.fields.get(key)?.type;
    return key === '_owner_id' || (access.writable.edit.has(key) && !type?.generated && !type?.computed);
  };
  const at = 'at' in moment ? moment.at : momentOf(past.named?.at ?? ctx.now, moment.side);
  return { access, now, past, at, differ, writable: differ.filter(mayWrite) };
}

/** What stood there before a change stood there up to the moment before it. */
const momentOf = (change: string, side: 'before' | 'after'): string =>
  side === 'after' ? change : new Date(Date.parse(change) - 1).toISOString();

function write(
  ctx: Ctx,
  form: string,
  { now, past, at }: Plan,
  fields: readonly string[],
  version = now.version,
): Promise<RecordBody> {
  const set = Object.fromEntries(
    fields.filter((key) => key !== '_owner_id').map((key) => [key, past.values[key] ?? null]),
  );
  return updateRecord({ ...ctx, backTo: at }, form, now.id, {
    version,
    set,
    ...(fields.includes('_owner_id') ? { owner: past.owner } : {}),
  });
}

/** Ends a transaction that nothing shall remain of. */
class TakenBack extends Error {}

/** Others may save in between: then it is tried on what they made of the record. */
const ATTEMPTS = 5;

async function tried(
  ctx: Ctx,
  form: string,
  id: string,
  to: Input['to'],
): Promise<{ readonly plan: Plan; readonly refused: readonly Issue[] }> {
  for (let attempt = 1; ; attempt++) {
    const plan = await planOf(ctx, form, id, { to });
    try {
      return { plan, refused: plan.writable.length > 0 ? await tryOut(ctx, form, plan) : [] };
    } catch (error) {
      const newer = error instanceof AppError && error.code === 'version_conflict';
      if (!newer || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What is wrong with putting all of it back, at [field, …]. */
async function tryOut(ctx: Ctx, form: string, plan: Plan): Promise<readonly Issue[]> {
  try {
    await inTransaction(ctx.pool, async ({ client }) => {
      const within = { ...ctx, pool: poolWithin(client), reads: undefined, outer: undefined };
      await write(within, form, plan, plan.writable);
      throw new TakenBack();
    });
  } catch (error) {
    if (error instanceof TakenBack) return [];
    if (!(error instanceof AppError) || error.issues.length === 0) throw error;
    return error.issues.map((issue) => {
      const [first, ...rest] = issue.path;
      return { ...issue, path: first === 'set' ? rest : first === 'owner' ? ['_owner_id'] : issue.path };
    });
  }
  return [];
}
