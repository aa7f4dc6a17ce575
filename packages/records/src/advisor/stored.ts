import type { Queryable } from '@trellis/db';
import { advisedIndexes, type StoredIndex } from '../storage/advised.ts';
import { quoteName } from '../storage/names.ts';

export interface ShapeRow {
  readonly app: string;
  readonly form: string;
  readonly shape: string;
  /** Decimal text. */
  readonly uses: string;
  readonly used: string;
}

export interface AdvisedRow {
  readonly app: string;
  readonly form: string;
  readonly name: string;
  readonly shape: string;
  readonly made: string | null;
}

/** What the advisor knows of a workspace. */
export interface Stored {
  /** The most used first. */
  readonly shapes: readonly ShapeRow[];
  readonly advised: readonly AdvisedRow[];
  /** Forms for which it makes no more. */
  readonly paused: readonly { readonly app: string; readonly form: string }[];
  /** Its indexes in the database. */
  readonly indexes: readonly StoredIndex[];
}

export async function readStored(on: Queryable, schema: string): Promise<Stored> {
  const s = quoteName(schema);
  const shapes = await on.query<ShapeRow>(
    `select app, form, shape, uses, used_at as used from ${s}.list_shape order by uses desc, app, form, shape`,
  );
  const advised = await on.query<AdvisedRow>(
    `select app, form, name, shape, made_at as made from ${s}.advised_index order by made_at, name`,
  );
  const paused = await on.query<{ app: string; form: string }>(`select app, form from ${s}.advice_paused`);
  return {
    shapes: shapes.rows,
    advised: advised.rows,
    paused: paused.rows,
    indexes: await advisedIndexes(on, schema),
  };
}
