import { type CompiledForm, ownerOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { issueMessage, type LocalText } from '@trellis/metadata';
import { catalogFormOf } from '../../access/target.ts';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { referenceTitles } from '../../query/titles.ts';
import { openValue } from '../../secrets/values.ts';
import { quoteName } from '../../storage/names.ts';
import { tablesOf } from '../../storage/tables-of.ts';
import { convertAll, type Source, sourcesOf } from './items.ts';

/** Different values looked at; the commonest ones where there are more. */
const MOST = 50_000;
const EXAMPLES = 5;

/** What a conversion would make of the values of the living records. */
export interface ConversionPreview {
  /** What the field is called; of a column, after its sub-form. */
  readonly labels: readonly LocalText[];
  /** Records or rows whose value converts, and those whose value does not and would be empty. */
  readonly converted: number;
  readonly lost: number;
  /** Some of the values that do not, as people read them, with the reason. */
  readonly examples: readonly ConversionExample[];
}

/** A value that does not convert. */
export interface ConversionExample {
  readonly text: string;
  readonly count: number;
  readonly why: string;
  /** The first record that has it, by its title where it has one; in a sub-form with the number of the row. */
  readonly record: string;
  readonly row?: number;
}

/**
 * Tries everything that publishing a form would convert on all values there are, those in the rows of its sub-forms
 * included, and changes nothing.
 */
export async function previewConversions(ctx: Ctx, after: CompiledForm): Promise<ConversionPreview[]> {
  const previews: ConversionPreview[] = [];
  for (const form of tablesOf(after)) {
    const before = catalogFormOf(ctx.catalog, form.ref);
    if (before?.state !== 'ok') continue;
    const owner = ownerOf(form.ref);
    const above = owner ? after.fields.get(owner.field)?.meta.label : undefined;
    for (const source of sourcesOf(before, form)) {
      const labels = [...(above ? [above] : []), source.after.meta.label];
      previews.push({ labels, ...(await previewConversion(ctx, before, source)) });
    }
  }
  return previews;
}

async function previewConversion(
  ctx: Ctx,
  form: CatalogForm,
  source: Source,
): Promise<Omit<ConversionPreview, 'labels'>> {
  const column = `r.${quoteName(source.from)}`;
  const { rows } = await ctx.pool.query<{ value: Value; count: string; first: string }>(
    `select ${column} as value, count(*) as count, min(r._id::text) as first from ${livingFrom(ctx, form)}
     and ${column} is not null group by 1 order by 2 desc limit ${MOST}`,
  );
  const results = await convertAll(
    ctx,
    source,
    rows.map(({ value, first }) => openValue(ctx, form.ref, source.after.key, first, value)),
  );
  const examples: (Omit<ConversionExample, 'record' | 'row'> & { readonly first: string })[] = [];
  let converted = 0;
  let lost = 0;
  for (const [index, { issue }] of results.entries()) {
    const row = rows[index];
    if (!row) continue;
    if (!issue) {
      converted += Number(row.count);
      continue;
    }
    lost += Number(row.count);
    if (examples.length < EXAMPLES && row.value !== null) {
      const env = { locale: ctx.locale, tz: ctx.catalog.workspace.tz };
      const text = source.before.type.format(row.value, source.before.config, env);
      examples.push({
        text: [...text].slice(0, 40).join(''),
        count: Number(row.count),
        why: issueMessage(issue, ctx.locale),
        first: row.first,
      });
    }
  }
  const places = await placesOf(
    ctx,
    form,
    examples.map(({ first }) => first),
  );
  return {
    converted,
    lost,
    examples: examples.map(({ first, ...example }) => ({ ...example, record: '', ...places.get(first) })),
  };
}

/** FROM and the start of WHERE for the living records of a form, or the rows of such; its alias is r. */
function livingFrom(ctx: Ctx, form: CatalogForm): string {
  const s = quoteName(ctx.catalog.workspace.schema);
  const table = `${s}.${quoteName(form.table)} r`;
  const owner = ctx.catalog.forms.get(ownerOf(form.ref)?.form ?? '');
  return owner
    ? `${table} join ${s}.${quoteName(owner.table)} o on o._id = r._parent_id where o._deleted_at is null`
    : `${table} where r._deleted_at is null`;
}

/** In which record, and which row of it, a few values are; by the ids of records or rows. */
async function placesOf(
  ctx: Ctx,
  form: CatalogForm,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<ConversionExample, 'record' | 'row'>>> {
  const owner = ownerOf(form.ref);
  const columns = owner
    ? 'r._id as id, r._parent_id as record, r._pos + 1 as row'
    : 'r._id as id, r._id as record';
  const { rows } = await ctx.pool.query<{ id: string; record: string; row?: number }>(
    `select ${columns} from ${livingFrom(ctx, form)} and r._id = any($1::uuid[])`,
    [ids],
  );
  const target = owner?.form ?? form.ref;
  const refs = await referenceTitles(ctx, new Map([[target, rows.map(({ record }) => record)]]));
  return new Map(
    rows.map(({ id, record, row }) => [
      id,
      { record: refs[record]?.title ?? '', ...(row === undefined ? {} : { row }) },
    ]),
  );
}
