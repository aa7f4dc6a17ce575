import type { Pool } from '@trellis/db';
import type { Sort } from '@trellis/metadata';
import type { CatalogForm, Ctx, Workspace } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { planned } from './columns.ts';
import { shapeOf, writeShape } from './shape.ts';

interface Use {
  readonly form: CatalogForm;
  readonly shape: string;
  count: number;
  last: string;
}

/** What was asked since it was last written down, by workspace; a process that dies loses a minute of it. */
const uses = new Map<string, Map<string, Use>>();
/** Shapes of one workspace between two flushes: more are not noted, the common ones are among the first. */
const MAX_SHAPES = 500;

/** Notes what a list asked of a form: fields, never values. */
export function noteList(
  { catalog, now }: Ctx,
  form: CatalogForm,
  asked: { readonly filter?: unknown; readonly sort?: readonly Sort[] | undefined },
): void {
  const shape = shapeOf(planned(catalog, form), asked);
  if (!shape) return;
  const { id } = catalog.workspace;
  const here = uses.get(id) ?? new Map<string, Use>();
  uses.set(id, here);
  const text = writeShape(shape);
  const key = `${form.ref} ${text}`;
  const known = here.get(key);
  if (known) {
    known.count++;
    known.last = now;
  } else if (here.size < MAX_SHAPES) here.set(key, { form, shape: text, count: 1, last: now });
}

/** Writes down what was asked. Answers whether there was anything. */
export async function flushLists(pool: Pool, { id, schema }: Workspace): Promise<boolean> {
  const here = [...(uses.get(id)?.values() ?? [])];
  uses.delete(id);
  if (here.length === 0) return false;
  await pool.query(
    `insert into ${quoteName(schema)}.list_shape as s (app, form, shape, uses, used_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[])
     on conflict (app, form, shape) do update
     set uses = s.uses + excluded.uses, used_at = greatest(s.used_at, excluded.used_at)`,
    [
      here.map(({ form }) => form.app),
      here.map(({ form }) => form.key),
      here.map(({ shape }) => shape),
      here.map(({ count }) => count),
      here.map(({ last }) => last),
    ],
  );
  return true;
}
