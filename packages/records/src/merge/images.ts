import { envOf } from '../access/env.ts';
import { type Access, accessFor } from '../access/policy.ts';
import { reading } from '../access/target.ts';
import type { Ctx } from '../contract.ts';
import { readBefore } from '../write/before.ts';
import type { Image } from '../write/image.ts';
import { notEditable } from '../write/update.ts';

/**
 * Records that are to become one, as they are; all of them the member's to change and to delete.
 * Errors: record_not_found, forbidden.
 */
export async function imagesOf(ctx: Ctx, access: Access, ids: readonly string[]): Promise<Image[]> {
  const { ref } = access.form;
  const deletable = accessFor(ctx, ref, 'delete');
  const images: Image[] = [];
  for (const id of ids) {
    const image = await readBefore(reading(ctx, envOf(ctx)), access, 'edit', id);
    if (!image || !(await readBefore(reading(ctx, envOf(ctx)), deletable, 'delete', id)))
      throw await notEditable(ctx, ref, id);
    images.push(image);
  }
  return images;
}
