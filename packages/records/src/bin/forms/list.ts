import { AppError, type Contract, type ReplyOf } from '@trellis/metadata';
import type { CatalogForm, Ctx } from '../../contract.ts';
import { requireAdmin } from '../../definitions/guard.ts';
import { quoteName } from '../../storage/names.ts';
import { isThere } from '../../storage/there.ts';

type Binned = ReplyOf<Contract['listBinnedForms']>['forms'];

interface Row {
  readonly key: string;
  readonly deletedAt: string;
  readonly by: string | null;
  readonly purging: boolean;
  readonly kept: string | null;
}

/** The deleted forms of an app, the latest first. Errors: not_found (no such app), forbidden. */
export async function listBinnedForms(ctx: Ctx, app: string): Promise<{ forms: Binned }> {
  requireAdmin(ctx);
  if (!ctx.catalog.apps.has(app)) throw new AppError('not_found');
  const s = quoteName(ctx.catalog.workspace.schema);
  const { rows } = await ctx.pool.query<Row>(
    `select f.form as key, f.binned_at as "deletedAt", m.name as by, f.purging, f.kept
     from ${s}.form_storage f left join ${s}.member m on m.id = f.binned_by
     where f.app = $1 and f.state = 'binned' order by f.binned_at desc`,
    [app],
  );
  const forms: Binned = [];
  for (const row of rows) {
    const form = ctx.catalog.forms.get(`${app}:${row.key}`);
    if (!form) continue;
    const { label, icon } = form.document.trellis;
    forms.push({
      ...row,
      label,
      ...(icon === undefined ? {} : { icon }),
      records: await countRecords(ctx, form),
      sameName: namesakes(ctx, form).length > 0,
    });
  }
  return { forms };
}

/** Living forms of the app that are called like one. */
const namesakes = ({ catalog }: Ctx, { app, ref, document }: CatalogForm): CatalogForm[] =>
  [...catalog.forms.values()].filter(
    (one) =>
      one.app === app &&
      one.ref !== ref &&
      one.state !== 'binned' &&
      one.document.trellis.label.zh === document.trellis.label.zh,
  );

/** Records are counted up to here. */
const COUNTED = 10_000;

/** The records that lie in the bin with their form. Nobody has rights in it any more that could be asked for. */
async function countRecords(
  { pool, catalog }: Ctx,
  { table }: CatalogForm,
): Promise<Binned[number]['records']> {
  const at = `${quoteName(catalog.workspace.schema)}.${quoteName(table)}`;
  if (!(await isThere(pool, at))) return { value: 0, kind: 'exact' };
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from (select from ${at} where _deleted_at is null limit ${COUNTED + 1}) as r`,
  );
  const count = rows[0]?.count ?? 0;
  if (count <= COUNTED) return { value: count, kind: 'exact' };
  const { rows: guess } = await pool.query<{ count: number }>(
    `select greatest(reltuples, $2)::int as count from pg_class where oid = $1::regclass`,
    [at, count],
  );
  return { value: guess[0]?.count ?? count, kind: 'estimate' };
}
