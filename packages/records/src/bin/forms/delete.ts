import { AppError } from '@trellis/metadata';
import { buildCatalog } from '../../catalog/build.ts';
import { readCatalogRows } from '../../catalog/read.ts';
import type { Ctx } from '../../contract.ts';
import { moveMetaVersion } from '../../definitions/flip.ts';
import { requireAdmin } from '../../definitions/guard.ts';
import { underPublishLock } from '../../storage/lock.ts';
import { quoteName } from '../../storage/names.ts';
import { shortTx } from '../../storage/short-tx.ts';
import { formUses } from './plan.ts';

/**
 * Deletes a form: from now on nobody has a part in it. Its definition and its table stay as they are, and so does whatever
 * names it, so that bringing it back is nothing but the other way; its key stays taken meanwhile.
 * Errors: definition_not_found, form_in_use (details: the uses that stand in the way), busy, forbidden.
 */
export async function deleteForm(
  ctx: Ctx,
  { app, key }: { readonly app: string; readonly key: string },
): Promise<void> {
  requireAdmin(ctx);
  const { workspace } = ctx.catalog;
  const ref = `${app}:${key}`;
  await underPublishLock(ctx.pool, workspace.schema, async (client) => {
    const catalog = buildCatalog(workspace, await readCatalogRows(client, workspace.schema), ctx.catalog);
    const form = catalog.forms.get(ref);
    if (!form || form.state === 'binned') throw new AppError('definition_not_found');
    const uses = (await formUses({ ...ctx, catalog }, ref)).filter(({ blocks }) => blocks);
    if (uses.length > 0) throw new AppError('form_in_use', { details: { uses } });
    await shortTx(client, async () => {
      await client.query(
        `update ${quoteName(workspace.schema)}.form_storage
         set state = 'binned', binned_at = $3, binned_by = $4 where app = $1 and form = $2`,
        [app, key, ctx.now, ctx.actor.id],
      );
      await moveMetaVersion({ client, schema: workspace.schema }, app);
    });
  });
  ctx.log.info({ form: ref, by: ctx.actor.id }, 'form deleted');
}
