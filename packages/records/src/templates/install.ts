import { type AppBundle, AppError } from '@trellis/metadata';
import type { Catalog, Ctx } from '../contract.ts';
import { mergeBundles } from '../definitions/bundle.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { publishChanges } from '../definitions/publish-changes.ts';
import { fillSample } from './fill.ts';
import { findInstalled, freeAppKey, type Installed } from './installed.ts';
import { platformIssues } from './platform.ts';
import { readTemplate } from './read.ts';
import type { Template } from './types.ts';

export interface InstallInput {
  /** Folder of the templates. */
  readonly dir: string;
  /** Name of the template's own folder in it. */
  readonly template: string;
  /** Only heeded when the app is new. */
  readonly sampleData: boolean;
}

/**
 * Installs a template, or brings the app that came from it to the template's version; with the same version nothing is
 * done, so that what people changed since stays. All or nothing: sample data goes into the tables before anybody sees
 * them. Documents that the new version no longer has stay.
 * Errors: template_not_found, definition_invalid with issues (paths into the template), busy, forbidden.
 */
export async function installTemplate(
  ctx: Ctx,
  input: InstallInput,
): Promise<{ app: string; records: number }> {
  requireAdmin(ctx);
  const template = await readTemplate(input.dir, input.template);
  const issues = platformIssues(template.manifest);
  if (issues.length > 0) throw new AppError('definition_invalid', { issues });
  for (;;) {
    const installed = await findInstalled(ctx, template.name);
    const done = await tryInstall(ctx, template, installed, input.sampleData);
    if (done) return done;
  }
}

/** @returns undefined when somebody else has installed or removed it meanwhile */
async function tryInstall(
  ctx: Ctx,
  template: Template,
  installed: Installed | undefined,
  sampleData: boolean,
): Promise<{ app: string; records: number } | undefined> {
  const { manifest, name } = template;
  if (installed?.version === manifest.version) return { app: installed.app, records: 0 };
  const app = installed?.app ?? (await freeAppKey(ctx, manifest.key));
  let records = 0;
  const fill = async (catalog: Catalog) => {
    records = await fillSample(ctx, catalog, app, template);
  };
  try {
    await publishChanges(
      ctx,
      app,
      (published) => {
        if ((published === undefined) !== (installed === undefined)) throw new Overtaken();
        // The check reads the documents as what they claim to be.
        return mergeBundles(published, template.bundle as AppBundle);
      },
      {
        release: { template: name, version: manifest.version },
        fill: installed || !sampleData ? undefined : fill,
        progress: (step) => ctx.log.info({ app, template: name, step }, 'installing template'),
      },
    );
  } catch (error) {
    if (error instanceof Overtaken) return undefined;
    throw error;
  }
  return { app, records };
}

class Overtaken extends Error {}
