import { type Contract, type FormDocument, issueMessage, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { installedApps } from './installed.ts';
import { readTemplate } from './read.ts';

/**
 * The template that an app came from, as a use of the fields that it has too: its next version brings them back.
 * @param dir folder of the templates
 */
export async function templateUses(
  ctx: Ctx,
  dir: string,
  { app, key }: { readonly app: string; readonly key: string },
  fields: readonly string[],
): Promise<ReplyOf<Contract['listUses']>['uses']> {
  const name = [...(await installedApps(ctx))].find(([, installed]) => installed.app === app)?.[0];
  if (name === undefined) return [];
  try {
    const { manifest, bundle } = await readTemplate(dir, name);
    const { properties = {} } = (bundle.forms[key] ?? {}) as Partial<FormDocument>;
    if (!fields.some((field) => Object.hasOwn(properties, field))) return [];
    const place = issueMessage({ path: [], code: 'used_template' }, ctx.locale);
    return [{ kind: 'template', app, key, label: manifest.app.label, place, draft: false, blocks: false }];
  } catch (error) {
    // A template that is gone or broken brings nothing back.
    ctx.log.warn({ err: error, template: name }, 'template can’t be read');
    return [];
  }
}
