import { type CompiledForm, usesInViews } from '@trellis/forms/model';
import type { ViewDocument } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { Ctx } from '../contract.ts';

/** How many views that members made for themselves name fields of a form, by the "app:form" that they show. Whose they are stays theirs. */
export async function personalUses(
  ctx: Ctx,
  form: CompiledForm,
  fields: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const names = fields.map((field) => field.split('.').at(-1) ?? field);
  // What does not even have the name in its text needs no closer look.
  const { rows } = await ctx.pool.query<{ ref: string; name: string; document: string }>(
    `SELECT app || ':' || form AS ref, app || ':' || id::text AS name, document
     FROM ${relation(ctx, 'personal_view')}
     WHERE deleted_at IS NULL AND EXISTS (SELECT FROM unnest($1::text[]) AS field WHERE strpos(document, field) > 0)`,
    [names],
  );
  const views = new Map(rows.map(({ name, document }) => [name, JSON.parse(document) as ViewDocument]));
  const using = new Set(
    fields.flatMap((field) => usesInViews(form, { field }, ctx.catalog.forms, views).map(({ ref }) => ref)),
  );
  const counts = new Map<string, number>();
  for (const { ref, name } of rows) if (using.has(name)) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  return counts;
}
