import type { Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';

/** An app that came from a template. */
export interface Installed {
  readonly app: string;
  readonly version: string;
}

/** The app that was installed from a template, as of now. */
export async function findInstalled(ctx: Ctx, template: string): Promise<Installed | undefined> {
  return (await installedApps(ctx)).get(template);
}

/** Installed apps by template. */
export async function installedApps(ctx: Ctx): Promise<ReadonlyMap<string, Installed>> {
  const { rows } = await ctx.pool.query<Installed & { template: string }>(
    `select key as app, version, template from ${quoteName(ctx.catalog.workspace.schema)}.app
     where template is not null order by installed_at`,
  );
  return new Map(rows.map(({ template, ...installed }) => [template, installed]));
}

/** The template's key, with a number where the workspace has an app of its own under that key. */
export async function freeAppKey(ctx: Ctx, key: string): Promise<string> {
  const { rows } = await ctx.pool.query<{ key: string }>(
    `select key from ${quoteName(ctx.catalog.workspace.schema)}.app`,
  );
  const taken = new Set(rows.map((row) => row.key));
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key.slice(0, 36)}_${number}`)) number++;
  return `${key.slice(0, 36)}_${number}`;
}
