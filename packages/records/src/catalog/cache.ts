import type { Pool } from '@trellis/db';
import type { Catalog, Workspace } from '../contract.ts';
import { quoteName } from '../storage/names.ts';
import { buildCatalog } from './build.ts';
import { readCatalogRows } from './read.ts';

/** The published state of a workspace now. Reads the database: requests use a CatalogCache. */
export async function loadCatalog(pool: Pool, workspace: Workspace, previous?: Catalog): Promise<Catalog> {
  return buildCatalog(workspace, await readCatalogRows(pool, workspace.schema), previous);
}

/** The catalogs that a process serves from; one per workspace version, shared by all requests. */
export interface CatalogCache {
  /** The catalog, at most `maxAgeMs` behind the database; the same object until something is published. */
  get(workspace: Workspace): Promise<Catalog>;
  /** To be called on the outbox event "catalog": the next `get` asks the database. */
  expire(schema: string): void;
  /** The catalog as of now: after an own publish, or when a write found that the version has moved. */
  refresh(workspace: Workspace): Promise<Catalog>;
  /** The workspace is gone. */
  forget(schema: string): void;
}

interface Entry {
  catalog?: Catalog;
  /** When the database was last asked, ms. */
  checkedAt: number;
  /** Grows when the cache is told that something changed: an answer from before does not count as fresh. */
  generation: number;
  /** The question under way; all who wait share it. */
  pending?: Promise<Catalog> | undefined;
}

/** @param options.maxAgeMs how long a catalog is trusted without asking for the workspace's version; default 1,000 */
export function openCatalogCache(pool: Pool, options: { maxAgeMs?: number } = {}): CatalogCache {
  const maxAgeMs = options.maxAgeMs ?? 1_000;
  const entries = new Map<string, Entry>();

  function check(entry: Entry, workspace: Workspace): Promise<Catalog> {
    const checkedAt = Date.now();
    const { generation } = entry;
    const pending = current(pool, workspace, entry.catalog)
      .then((catalog) => {
        // A slower, older answer must not replace a newer one.
        if (!entry.catalog || BigInt(catalog.version) >= BigInt(entry.catalog.version))
          entry.catalog = catalog;
        if (entry.generation === generation) entry.checkedAt = checkedAt;
        return entry.catalog;
      })
      .finally(() => {
        if (entry.pending === pending) entry.pending = undefined;
      });
    entry.pending = pending;
    return pending;
  }

  function entryOf(workspace: Workspace): Entry {
    const entry = entries.get(workspace.schema) ?? { checkedAt: Number.NEGATIVE_INFINITY, generation: 0 };
    entries.set(workspace.schema, entry);
    return entry;
  }

  return {
    async get(workspace) {
      const entry = entryOf(workspace);
      if (entry.catalog && Date.now() - entry.checkedAt < maxAgeMs) return entry.catalog;
      return entry.pending ?? check(entry, workspace);
    },
    expire(schema) {
      const entry = entries.get(schema);
      if (!entry) return;
      entry.checkedAt = Number.NEGATIVE_INFINITY;
      entry.generation++;
      // Whatever is under way may have looked before the event.
      entry.pending = undefined;
    },
    // Asks anew even when a question is under way: that one may have been put before the caller's change.
    refresh: async (workspace) => check(entryOf(workspace), workspace),
    forget: (schema) => void entries.delete(schema),
  };
}

async function current(pool: Pool, workspace: Workspace, known: Catalog | undefined): Promise<Catalog> {
  // The workspace's own name or zone may have changed without a publish.
  if (known && JSON.stringify(known.workspace) === JSON.stringify(workspace)) {
    const { rows } = await pool.query<{ version: string }>(
      `select meta_version::text as version from ${quoteName(workspace.schema)}.meta`,
    );
    if (rows[0]?.version === known.version) return known;
  }
  return loadCatalog(pool, workspace, known);
}
