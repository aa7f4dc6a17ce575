import { atOnce, type PoolClient, prepared } from '@trellis/db';
import type { Value } from '@trellis/logic';
import { catalogFormOf, relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { statementOf } from '../query/select.ts';
import { quoteName } from '../storage/names.ts';
import { idsIn } from '../write/ids.ts';
import { type LockStep, planOf } from './plan.ts';

type Values = Readonly<Record<string, Value>>;

/**
 * Locks the records behind the references of records that are about to be written: those that get a new value from it
 * for themselves, those that are only read for sharing. Form by form in the order of their names and ids, before the
 * writer locks its own record, so that two writers seldom wait for each other in a circle.
 * @param records values before and after
 */
export async function holdSources(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  records: readonly Values[],
): Promise<void> {
  const { locks } = planOf(ctx.catalog, form);
  const wanted = new Map<string, { ids: Set<string>; updates: boolean; next: LockStep[] }>();
  for (const step of locks) {
    const ids = records.flatMap((values) => idsIn(values[step.via]));
    const known = wanted.get(step.form) ?? { ids: new Set<string>(), updates: false, next: [] };
    for (const id of ids) known.ids.add(id);
    wanted.set(step.form, {
      ids: known.ids,
      updates: known.updates || step.updates,
      next: [...known.next, ...step.next],
    });
  }
  const sends = [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([ref, { ids, updates, next }]) => {
      const target = catalogFormOf(ctx.catalog, ref);
      if (ids.size === 0 || target?.state !== 'ok') return [];
      const list = [...ids].sort();
      const text = `SELECT FROM ${relation(ctx, target.table)} WHERE _id = ANY($1::uuid[]) ORDER BY _id ${updates ? 'FOR NO KEY UPDATE' : 'FOR SHARE'}`;
      return [
        async () => {
          await prepared(client, statementOf(text), [list]);
          await holdFurther(ctx, client, target, list, next);
        },
      ];
    });
  if (sends.length > 0) await atOnce(client, sends);
}

/** What is read beyond the first reference; only read, so shared. */
async function holdFurther(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  ids: readonly string[],
  steps: readonly LockStep[],
): Promise<void> {
  for (const { via, form: ref, next } of steps) {
    const target = catalogFormOf(ctx.catalog, ref);
    const column = form.columns.get(via);
    if (column === undefined || target?.state !== 'ok') continue;
    const { rows } = await client.query<{ _id: string }>(
      `SELECT _id FROM ${relation(ctx, target.table)} WHERE _id IN
         (SELECT ${quoteName(column)} FROM ${relation(ctx, form.table)} WHERE _id = ANY($1::uuid[])) ORDER BY _id FOR SHARE`,
      [ids],
    );
    const further = rows.map(({ _id }) => _id);
    if (further.length > 0 && next.length > 0) await holdFurther(ctx, client, target, further, next);
  }
}
