import type { Value } from '@trellis/logic';
import { AppError } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../contract.ts';
import { fileFields } from '../files/facts.ts';
import { quoteName } from '../storage/names.ts';
import { PUBLIC_MEMBER, type PublicForm } from './forms.ts';
import { offeredIn, type Visit, visitorCtx, visitorId } from './visitor.ts';

/** What one visitor may have sent without submitting it. */
const MOST_WAITING = 40;
const MOST_BYTES = 300 * 1024 * 1024;

const tableOf = ({ catalog }: Visit) => `${quoteName(catalog.workspace.schema)}.file`;

/** A visitor who uploads for a field, and the largest file that it takes. Errors: not_found, too_many_requests. */
export async function uploadingVisitor(
  visit: Visit,
  pub: PublicForm,
  visitor: string,
  key: string,
): Promise<{ readonly ctx: Ctx; readonly maxBytes: number }> {
  const offered = offeredIn(visit, pub);
  const field = offered.find((one) => one.key === key);
  const limits = field?.type.files?.limits(field.config);
  if (!limits) throw new AppError('not_found');
  const id = visitorId(pub, visitor);
  const { rows } = await visit.pool.query<{ count: string; bytes: string }>(
    `SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM ${tableOf(visit)}
     WHERE record_id IS NULL AND uploaded_by = $1`,
    [id],
  );
  const { count = '0', bytes = '0' } = rows[0] ?? {};
  if (Number(count) >= MOST_WAITING || Number(bytes) >= MOST_BYTES) throw new AppError('too_many_requests');
  const ctx = visitorCtx(visit, pub, 'fill', offered);
  return { ctx: { ...ctx, actor: { ...ctx.actor, id } }, maxBytes: limits.maxBytes };
}

/** Ids of the files in the values of a submission. */
export function filesIn(form: CatalogForm, values: Readonly<Record<string, Value>>): readonly string[] {
  return fileFields(form).flatMap(({ key, type }) => {
    const value = values[key] ?? null;
    return value === null ? [] : (type.files?.ids(value) ?? []);
  });
}

/** Files that a visitor uploaded become those of who stands for visitors, for a save to take; and back. */
export async function handOver(
  visit: Visit,
  pub: PublicForm,
  visitor: string,
  ids: readonly string[],
  direction: 'forth' | 'back',
): Promise<void> {
  if (ids.length === 0) return;
  const people = [visitorId(pub, visitor), PUBLIC_MEMBER];
  const [from, to] = direction === 'forth' ? people : people.toReversed();
  await visit.pool.query(
    `UPDATE ${tableOf(visit)} SET uploaded_by = $3 WHERE id = ANY($1::uuid[]) AND uploaded_by = $2 AND record_id IS NULL`,
    [ids, from, to],
  );
}
