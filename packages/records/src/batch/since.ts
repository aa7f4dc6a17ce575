import type { PoolClient } from '@trellis/db';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { openAll } from '../secrets/values.ts';
import type { Item } from './types.ts';

/** A change of a record, as history keeps it. */
export interface Past {
  readonly version: number;
  readonly op: 'create' | 'update' | 'delete' | 'restore';
  readonly batch: string | null;
  /** What stood there before, of the fields that it changed. */
  readonly before: Readonly<Record<string, unknown>>;
}

/**
 * What was done to records from some version of theirs on, that version included; oldest first, by record. Values that
 * only followed from others are nobody's changes and left out, and so is what changes nothing of them.
 */
export async function changesFrom(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  items: readonly Pick<Item, 'id' | 'version'>[],
): Promise<ReadonlyMap<string, readonly Past[]>> {
  const { rows } = await client.query<Omit<Past, 'before'> & { id: string; before: string | null }>(
    `SELECT c.record_id AS id, c.version, c.op, c.batch, c.before::text AS before
     FROM unnest($2::uuid[], $3::int[]) AS i (id, version)
     JOIN ${relation(ctx, 'record_change')} AS c ON c.form = $1 AND c.record_id = i.id AND c.version >= i.version
     WHERE c.cause <> 'computed' AND c.op NOT IN ('share', 'unshare') ORDER BY c.version`,
    [form.ref, items.map(({ id }) => id), items.map(({ version }) => version)],
  );
  const changes = new Map<string, Past[]>();
  for (const { id, before, ...change } of rows) {
    const values = openAll(ctx, form, id, (JSON.parse(before ?? '{}') ?? {}) as Record<string, unknown>);
    changes.set(id, [...(changes.get(id) ?? []), { ...change, before: values }]);
  }
  return changes;
}

/** The fields that were changed after a version. Who deletes a record and brings it back changes none. */
export const fieldsSince = (changes: readonly Past[] | undefined, version: number): ReadonlySet<string> =>
  new Set(
    (changes ?? [])
      .filter(({ op, version: at }) => op === 'update' && at > version)
      .flatMap(({ before }) => Object.keys(before)),
  );
