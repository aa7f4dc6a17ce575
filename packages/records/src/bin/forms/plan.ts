import { fieldTypes, rowsIn, type Use, usesOfForm } from '@trellis/forms/model';
import { AppError, type Contract, type FormDocument, type ReplyOf } from '@trellis/metadata';
import { scoped } from '../../access/scoped.ts';
import { viewsOf } from '../../catalog/views-of.ts';
import type { Ctx } from '../../contract.ts';
import { requireDesigner } from '../../definitions/guard.ts';
import { documentOf, inWords, readDrafts } from '../../definitions/uses.ts';
import { bounded } from '../../query/bounded.ts';
import { cappedTotal } from '../../query/total.ts';

type Plan = ReplyOf<Contract['planDeletion']>;

/**
 * What deleting a form touches. Most of what names it goes on as it is and can do without: it shows that the form is gone.
 * Where that is not so the use `blocks`. Errors: definition_not_found, form_unavailable, forbidden.
 */
export async function planDeletion(
  ctx: Ctx,
  { app, key }: { readonly app: string; readonly key: string },
): Promise<Plan> {
  requireDesigner(ctx, { kind: 'form', app, key });
  const ref = `${app}:${key}`;
  if (!ctx.catalog.forms.has(ref)) throw new AppError('definition_not_found');
  const [records, uses] = await Promise.all([
    cappedTotal(scoped(bounded(ctx), ref, 'view'), []),
    formUses(ctx, ref),
  ]);
  return { records, views: viewsOf(ctx.catalog, ref).length, uses };
}

/** Where other definitions, and drafts of them, name a form. What lies in the bin itself says nothing. */
export async function formUses(ctx: Ctx, ref: string): Promise<Plan['uses']> {
  const form = ctx.catalog.forms.get(ref);
  if (!form) return [];
  const drafts = await readDrafts(ctx);
  const forms = new Map([...ctx.catalog.forms, ...drafts.forms]).set(ref, form);
  const published = usesOfForm(form, ctx.catalog.forms, ctx.catalog);
  const known = new Set(published.map(nameOf));
  const drafted = usesOfForm(form, forms, drafts).filter((use) => !known.has(nameOf(use)));
  const living = ({ kind, ref: of }: Use) => kind !== 'form' || ctx.catalog.forms.get(of)?.state !== 'binned';
  return [...published, ...drafted].filter(living).map((use) => {
    const draft = !published.includes(use);
    const document = documentOf(use, draft ? drafts : ctx.catalog);
    const said = inWords(ctx, use, document, draft);
    const needed =
      use.kind === 'form' ? isRequired(document as FormDocument | undefined, said.field) : isRowRule(use);
    return { ...said, blocks: !draft && needed };
  });
}

const nameOf = ({ kind, ref, issue }: Use): string => JSON.stringify([kind, ref, issue.path]);

/** Who sees which records: without what it reads nobody could say. */
const isRowRule = ({ kind, issue }: Use): boolean => kind === 'role' && issue.path[2] === 'rows';

/** No record could be saved any more without one of the form that is gone. */
function isRequired(document: FormDocument | undefined, name = ''): boolean {
  const [key = '', column] = name.split('.');
  const field = document?.properties[key];
  if (column === undefined) return document?.required.includes(key) ?? false;
  const type = field && fieldTypes.find(field.trellis.type);
  return (type && rowsIn(type, field.trellis.config)?.required.includes(column)) ?? false;
}
