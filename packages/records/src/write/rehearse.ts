import type { Env, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import { crossOfChange } from '../compute/save.ts';
import type { Ctx } from '../contract.ts';
import { deriveChange, withoutDerived } from '../linked/derive.ts';
import { checkOwnCandidates } from './bulk-candidates.ts';
import { checkKeys, checkReferences, checkUnique, nothingSeen, type Seen } from './bulk-checks.ts';
import { checkScope } from './bulk-scope.ts';
import type { Image } from './image.ts';
import { readImages } from './images.ts';
import { type Changed, prepareUpdate } from './prepare.ts';
import { slicesOf } from './slices.ts';

/** What shall become of a record. */
export interface WantedChange {
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly owner?: string | null;
  /** As `Ctx.puttingBack`, of this record. */
  readonly puttingBack?: Readonly<Record<string, Value>>;
}

/** What would become of it. Paths of issues start at the field, or at "$owner". */
export interface Rehearsed {
  /** Absent where the member may not change the record. */
  readonly before?: Image;
  /** Absent where it is refused. */
  readonly after?: Changed;
  readonly issues: Issue[];
}

/**
 * What updateRecord would do with many records, without writing, slice by slice. What rows of sub-forms point to is left to
 * the write.
 */
export async function* rehearseChanges(
  ctx: Ctx,
  form: string,
  changes: readonly WantedChange[],
): AsyncGenerator<readonly Rehearsed[]> {
  const access = accessFor(ctx, form, 'edit');
  const env = envOf(ctx);
  const seen = nothingSeen();
  for await (const slice of slicesOf(changes)) {
    const ids = slice.map(({ id }) => id);
    const images = await readImages(reading(ctx, env), access, 'edit', ids);
    yield rehearseImages(ctx, access, slice, images, seen);
  }
}

/** The same for records that were read already. */
export async function rehearseImages(
  ctx: Ctx,
  access: Access,
  changes: readonly WantedChange[],
  images: ReadonlyMap<string, Image>,
  seen: Seen = nothingSeen(),
): Promise<Rehearsed[]> {
  const env = envOf(ctx);
  const rehearsed: Rehearsed[] = [];
  for (const change of changes)
    rehearsed.push(await rehearse(ctx, access, images.get(change.id), change, env));
  const report = (row: number, issue: Issue) => void rehearsed[row]?.issues.push(issue);
  const touched = rehearsed.map(({ after }) => after && onlyChanged(ctx, after));
  await checkReferences(ctx, ctx.pool, access.form, touched, report);
  await checkUnique(ctx, ctx.pool, access.form, touched, seen, report);
  const after = rehearsed.map((one) => one.after?.image);
  const updates = rehearsed.map((one) => one.before && one.after && { ...one.after, before: one.before });
  await checkOwnCandidates(ctx, ctx.pool, access.form, after, report, updates);
  await checkKeys(ctx, ctx.pool, access, after, seen, report);
  await checkScope(ctx, ctx.pool, access, 'edit', after, report);
  return rehearsed;
}

async function rehearse(
  around: Ctx,
  access: Access,
  before: Image | undefined,
  { set, owner, puttingBack }: WantedChange,
  env: Env,
): Promise<Rehearsed> {
  if (!before) return { issues: [] };
  const ctx = puttingBack ? { ...around, puttingBack } : around;
  const derived = await deriveChange(ctx, access, before, set, env);
  const left = withoutDerived(access, 'edit', set, derived);
  const values = await crossOfChange(ctx, access.form, before, { sent: left, derived: derived.values });
  const change = { set: left, owner, derived: { ...derived, values } };
  const prepared = prepareUpdate(ctx, access, before, change, env);
  return prepared.ok
    ? { before, after: prepared.value, issues: [] }
    : { before, issues: [...prepared.issues] };
}

/** What stood there before is nobody's mistake: the checks see what changes alone. */
function onlyChanged(ctx: Ctx, { image, changed, ownerChanged }: Changed): Image {
  const values: Record<string, Value> = {};
  for (const key of changed) values[key] = image.values[key] ?? null;
  return { ...image, values, owner: ownerChanged ? image.owner : ctx.actor.id };
}
