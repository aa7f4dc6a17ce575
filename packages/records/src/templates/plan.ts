import { type AppBundle, AppError, issueMessage, type LocalText, localText } from '@trellis/metadata';
import { buildCatalog } from '../catalog/build.ts';
import { readCatalogRows } from '../catalog/read.ts';
import type { Ctx } from '../contract.ts';
import { changedDefinitions, mergeBundles, publishedBundle } from '../definitions/bundle.ts';
import { inspectChange } from '../definitions/check.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { mutable, type PlanStep, type PublishPlan } from '../definitions/plan.ts';
import { findInstalled, freeAppKey } from './installed.ts';
import { platformIssues } from './platform.ts';
import { readTemplate } from './read.ts';
import type { Template } from './types.ts';

/**
 * What installing a template would do, in words; nothing is changed. No steps: this version is installed already.
 * Errors: template_not_found, forbidden.
 */
export async function planInstall(
  ctx: Ctx,
  input: { readonly dir: string; readonly template: string },
): Promise<PublishPlan> {
  requireAdmin(ctx);
  try {
    return await plan(ctx, await readTemplate(input.dir, input.template));
  } catch (error) {
    if (error instanceof AppError && error.code === 'definition_invalid')
      return { issues: mutable(error.issues), steps: [] };
    throw error;
  }
}

async function plan(ctx: Ctx, { name, manifest, bundle, sample }: Template): Promise<PublishPlan> {
  const installed = await findInstalled(ctx, name);
  if (installed?.version === manifest.version) return { issues: [], steps: [] };
  const { workspace } = ctx.catalog;
  const rows = await readCatalogRows(ctx.pool, workspace.schema);
  const app = installed?.app ?? (await freeAppKey(ctx, manifest.key));
  const base = buildCatalog(workspace, rows, ctx.catalog);
  const published = publishedBundle(rows, app);
  const desired = mergeBundles(published, bundle as AppBundle);
  const { issues, bundle: after } = inspectChange(base, app, published, desired);
  const step = (code: string, params: PlanStep['params']): PlanStep => ({
    code,
    params,
    risky: false,
    message: issueMessage({ path: [], code, params }, ctx.locale),
  });
  const label = localText(manifest.app.label, ctx.locale);
  const size = (documents: object) => Object.keys(documents).length;
  const steps = installed
    ? [
        step('app_upgraded', { name: label, from: installed.version, to: manifest.version }),
        ...changedDefinitions(rows, app, after ?? desired).map(({ kind, key, document }) => {
          const known = rows.definitions.some((d) => d.app === app && d.kind === kind && d.key === key);
          const named = 'trellis' in document ? document.trellis : (document as { label: LocalText });
          return step(known ? 'definition_changed' : 'definition_created', {
            name: localText(named.label, ctx.locale),
          });
        }),
      ]
    : [
        step('app_installed', {
          name: label,
          forms: size(bundle.forms),
          views: size(bundle.views),
          dashboards: size(bundle.dashboards),
          roles: size(bundle.roles),
        }),
        step('sample_records', {
          count: [...sample.records.values()].reduce((sum, list) => sum + list.length, 0),
          members: sample.members.length,
        }),
      ];
  return { issues: mutable([...platformIssues(manifest), ...issues]), steps: after ? steps : [] };
}
