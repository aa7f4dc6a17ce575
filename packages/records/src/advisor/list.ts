import { AppError, type Contract, type ReplyOf } from '@trellis/metadata';
import type { Catalog, CatalogForm, Ctx } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { viewShapes } from './advise.ts';
import { planned } from './columns.ts';
import { readShape } from './shape.ts';
import { type AdvisedRow, readStored, type Stored } from './stored.ts';

type Listed = ReplyOf<Contract['listIndexes']>;

/** The indexes that the platform made by itself, by form, and the forms whose lists could get some. */
export async function listIndexes(ctx: Ctx): Promise<Listed> {
  const stored = await readStored(ctx.pool, ctx.catalog.workspace.schema);
  const forms = [...ctx.catalog.forms.values()].flatMap((form) => {
    const isOf = (row: { readonly app: string; readonly form: string }) =>
      row.app === form.app && row.form === form.key;
    const paused = stored.paused.some(isOf);
    const indexes = stored.advised.filter(isOf).flatMap((row) => listed(ctx.catalog, form, stored, row));
    const asked = stored.shapes.some(isOf);
    return paused || asked || indexes.length > 0 ? [{ app: form.app, form: form.key, paused, indexes }] : [];
  });
  return { forms };
}

function listed(
  catalog: Catalog,
  form: CatalogForm,
  stored: Stored,
  row: AdvisedRow,
): Listed['forms'][number]['indexes'] {
  const shape = readShape(planned(catalog, form), row.shape);
  if (!shape) return [];
  const use = stored.shapes.find(
    (one) => one.app === row.app && one.form === row.form && one.shape === row.shape,
  );
  const index = stored.indexes.find(({ name }) => name === row.name);
  const view = viewShapes(catalog, form).get(row.shape);
  return [
    {
      name: row.name,
      equal: [...shape.equal],
      sort: shape.sort.map(({ field, dir }) => ({ field, dir })),
      ...(view ? { view } : {}),
      uses: Number(use?.uses ?? 0),
      bytes: Number(index?.bytes ?? 0),
      madeAt: index?.valid ? row.made : null,
      usedAt: use?.used ?? null,
    },
  ];
}

/** Stops the platform from making further indexes for a form, or lets it again. Errors: form_not_found. */
export async function pauseIndexes(ctx: Ctx, app: string, form: string, paused: boolean): Promise<void> {
  if (!ctx.catalog.forms.has(`${app}:${form}`))
    throw new AppError('form_not_found', { params: { form: `${app}:${form}` } });
  const table = `${quoteName(ctx.catalog.workspace.schema)}.advice_paused`;
  await ctx.pool.query(
    paused
      ? `insert into ${table} (app, form) values ($1, $2) on conflict do nothing`
      : `delete from ${table} where app = $1 and form = $2`,
    [app, form],
  );
}
