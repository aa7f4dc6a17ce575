import type { PoolClient } from '@trellis/db';
import { computeGraph } from '@trellis/forms/model';
import { AppError } from '@trellis/metadata';
import { buildCatalog } from '../catalog/build.ts';
import { readCatalogRows } from '../catalog/read.ts';
import type { Catalog, Ctx } from '../contract.ts';
import { KEPT_FOR_FORMS } from '../storage/beside.ts';
import { dropForms } from '../storage/drop.ts';
import { underPublishLock } from '../storage/lock.ts';
import { quoteName } from '../storage/names.ts';
import { shortTx } from '../storage/short-tx.ts';
import { moveMetaVersion } from './flip.ts';
import { requireAdmin } from './guard.ts';
import { releaseSampleMembers } from './sample-members.ts';

/**
 * Removes an app with all its definitions, records, history, imports and the sample members that came with it, or
 * nothing. Answers the ids of its imports, whose files are the caller's to remove. Errors: not_found, app_in_use (details: the references of other apps to its forms), busy, forbidden.
 */
export async function uninstallApp(ctx: Ctx, app: string): Promise<{ readonly imports: readonly string[] }> {
  requireAdmin(ctx);
  const { workspace } = ctx.catalog;
  return underPublishLock(ctx.pool, workspace.schema, async (client) => {
    const catalog = buildCatalog(workspace, await readCatalogRows(client, workspace.schema), ctx.catalog);
    if (!catalog.apps.has(app)) throw new AppError('not_found');
    const references = referencesTo(catalog, app);
    if (references.length > 0)
      throw new AppError('app_in_use', {
        params: { apps: [...new Set(references.map((r) => r.app))].join(', ') },
        details: { references },
      });
    return shortTx(client, () => removeApp(client, catalog, app));
  });
}

function referencesTo(catalog: Catalog, app: string): { app: string; form: string; field: string }[] {
  const graph = computeGraph(catalog.forms);
  return [...catalog.forms.values()].flatMap((form) =>
    form.app === app
      ? []
      : [...form.fields.values()]
          .flatMap((field) => [field, ...(field.owned?.fields.values() ?? [])])
          .filter(
            (field) =>
              field.target?.startsWith(`${app}:`) ||
              graph.nodes
                .get(form.ref)
                ?.get(field.key)
                ?.sources.some((source) => source.form.startsWith(`${app}:`)),
          )
          .map((field) => ({ app: form.app, form: form.key, field: field.key })),
  );
}

async function removeApp(
  client: PoolClient,
  catalog: Catalog,
  app: string,
): Promise<{ imports: readonly string[] }> {
  const { schema } = catalog.workspace;
  const s = quoteName(schema);
  await dropForms(client, schema, app);
  const { rows } = await client.query<{ id: string }>(
    `delete from ${s}.import_job where app = $1 returning id`,
    [app],
  );
  await client.query(
    `delete from ${s}.batch_record where batch_id in (select id from ${s}.batch where app = $1)`,
    [app],
  );
  for (const table of [...KEPT_FOR_FORMS, 'definition_version', 'definition'])
    await client.query(`delete from ${s}.${table} where app = $1`, [app]);
  await client.query(`delete from ${s}.app where key = $1`, [app]);
  await client.query(
    `update ${s}.member set roles = array(select role from unnest(roles) role where split_part(role, ':', 1) <> $1)
     where exists (select 1 from unnest(roles) role where split_part(role, ':', 1) = $1)`,
    [app],
  );
  await releaseSampleMembers(client, catalog, app);
  await moveMetaVersion({ client, schema }, app);
  return { imports: rows.map(({ id }) => id) };
}
