import { type Contract, type FormDocument, type LocalText, localText, type ReplyOf } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { requireAdmin } from '../definitions/guard.ts';
import { installedApps } from './installed.ts';
import { readTemplate, templateNames } from './read.ts';
import type { Template } from './types.ts';

export type TemplateCard = ReplyOf<Contract['listTemplates']>['templates'][number];

/** The template gallery, by label. One that can't be read is left out and logged. Errors: forbidden. */
export async function listTemplates(ctx: Ctx, dir: string): Promise<TemplateCard[]> {
  requireAdmin(ctx);
  const installed = await installedApps(ctx);
  const cards: TemplateCard[] = [];
  for (const name of await templateNames(dir)) {
    try {
      cards.push(cardOf(await readTemplate(dir, name), installed.get(name) ?? null));
    } catch (error) {
      ctx.log.warn({ err: error, template: name }, 'template can’t be read');
    }
  }
  const label = (card: TemplateCard) => localText(card.label, ctx.locale);
  return cards.sort((a, b) => label(a).localeCompare(label(b), ctx.locale));
}

function cardOf(
  { name, manifest, bundle, sample }: Template,
  installed: TemplateCard['installed'],
): TemplateCard {
  const { label, help, icon, color } = manifest.app;
  return {
    template: name,
    key: manifest.key,
    version: manifest.version,
    label,
    ...(help && { help }),
    ...(icon && { icon }),
    ...(color && { color }),
    forms: Object.entries(bundle.forms).map(([key, form]) => ({ key, label: labelOf(form, key) })),
    sampleRecords: [...sample.records.values()].reduce((sum, list) => sum + list.length, 0),
    installed,
  };
}

/** The forms are not checked for the gallery: one without label shows its key. */
const labelOf = (form: unknown, key: string): LocalText =>
  (form as Partial<FormDocument>).trellis?.label ?? { zh: key };
