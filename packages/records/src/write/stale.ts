import { AppError } from '@trellis/metadata';
import { loadCatalog } from '../catalog/cache.ts';
import type { Catalog, Ctx } from '../contract.ts';

/** What a write answers when the definitions have moved since its catalog was read. */
export const STALE = Symbol('stale');

const ATTEMPTS = 3;

/** Runs a write; when somebody published meanwhile, again on the newest definitions. Errors: busy. */
export async function onNewestCatalog<T>(
  ctx: Ctx,
  write: (ctx: Ctx) => Promise<T | typeof STALE>,
): Promise<T> {
  let current = ctx;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const result = await write(current);
    if (result !== STALE) return result;
    current = { ...current, catalog: await successor(current) };
  }
  throw new AppError('busy');
}

/** One load serves all writes that find the same catalog outdated. */
const successors = new WeakMap<Catalog, Promise<Catalog>>();

function successor(ctx: Ctx): Promise<Catalog> {
  const { catalog, pool } = ctx;
  let next = successors.get(catalog);
  if (!next) {
    next = loadCatalog(pool, catalog.workspace, catalog);
    successors.set(catalog, next);
    next.then(
      // The version may still be the same one: then the next attempt must ask again.
      (found) => found.version === catalog.version && successors.delete(catalog),
      () => successors.delete(catalog),
    );
  }
  return next;
}
