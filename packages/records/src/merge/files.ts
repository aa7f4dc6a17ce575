import type { PoolClient } from '@trellis/db';
import { rowsOf } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import { relation } from '../access/target.ts';
import type { CatalogForm, Ctx } from '../contract.ts';
import { filePlaces } from '../files/facts.ts';

type Values = Readonly<Record<string, Value>>;

/**
 * The values of a merged record with files of its own in the place of those that belong to the records it takes them
 * from: these keep theirs. The contents are the same ones.
 * @param own values of the record that stays, whose files it has already
 */
export async function withOwnFiles(
  ctx: Ctx,
  client: PoolClient,
  form: CatalogForm,
  values: Values,
  own: Values,
): Promise<Values> {
  const places = filePlaces(form);
  const has = new Set(places.flatMap(({ key, field, inRows }) => filesIn(own[key], field, inRows)));
  const copies = new Map<string, string>();
  const changed: Record<string, Value> = { ...values };
  for (const { key, field, inRows } of places) {
    let text = JSON.stringify(changed[key] ?? null);
    for (const id of filesIn(values[key], field, inRows)) {
      if (has.has(id)) continue;
      const copy = copies.get(id) ?? newId();
      copies.set(id, copy);
      // Ids are too long to stand in a value by chance.
      text = text.replaceAll(id, copy);
    }
    changed[key] = JSON.parse(text) as Value;
  }
  if (copies.size === 0) return values;
  await client.query(
    `INSERT INTO ${relation(ctx, 'file')} (id, sha256, name, size, mime, has_thumb, uploaded_by)
     SELECT c.copy, f.sha256, f.name, f.size, f.mime, f.has_thumb, $3::uuid
     FROM unnest($1::uuid[], $2::uuid[]) AS c (id, copy) JOIN ${relation(ctx, 'file')} AS f ON f.id = c.id`,
    [[...copies.keys()], [...copies.values()], ctx.actor.id],
  );
  return changed;
}

type FileField = ReturnType<typeof filePlaces>[number]['field'];

function filesIn(value: Value | undefined, field: FileField, inRows: boolean): readonly string[] {
  const cells = inRows ? rowsOf(value).map((row) => row[field.key] ?? null) : [value ?? null];
  return cells.flatMap((cell) => (cell === null ? [] : (field.type.files?.ids(cell) ?? [])));
}
