import type { FileLink, FileServices } from '@trellis/forms/react';
import type { Client } from '@trellis/ui/react';

/** Ids that one request asks for. */
const MOST = 500;
/** Links that end sooner are asked for anew. */
const FRESH_MS = 60_000;

interface Waiting {
  readonly ids: readonly string[];
  done(links: ReadonlyMap<string, FileLink>): void;
  failed(error: unknown): void;
}

/** Files over the contract: uploads one by one, links of all cells that are drawn together in one request. */
export function fileServices(client: Client, workspace: string): FileServices {
  const known = new Map<string, FileLink>();
  let waiting: Waiting[] = [];

  const fresh = (ids: readonly string[]) =>
    new Map(
      ids.flatMap((id) => {
        const link = known.get(id);
        return link && link.expires - Date.now() > FRESH_MS ? [[id, link] as const] : [];
      }),
    );

  async function ask(): Promise<void> {
    const asked = waiting;
    waiting = [];
    const ids = [...new Set(asked.flatMap((one) => one.ids))].filter((id) => !fresh([id]).has(id));
    try {
      for (let start = 0; start < ids.length; start += MOST) {
        const { links, expires } = await client.call('fileLinks', {
          params: { workspace },
          body: { ids: ids.slice(start, start + MOST) },
        });
        for (const [id, { view, save, thumb }] of Object.entries(links)) {
          known.set(id, {
            url: view,
            download: save,
            expires: Date.parse(expires),
            ...(thumb ? { thumb } : {}),
          });
        }
      }
      for (const { ids: wanted, done } of asked) done(fresh(wanted));
    } catch (error) {
      for (const { failed } of asked) failed(error);
    }
  }

  return {
    async upload(file, { progress, signal }) {
      const form = new FormData();
      form.append('file', file, file.name);
      return client.upload('uploadFile', { params: { workspace }, form, progress, signal });
    },
    links(ids) {
      const found = fresh(ids);
      if (found.size === ids.length) return Promise.resolve(found);
      return new Promise((done, failed) => {
        if (waiting.length === 0) setTimeout(() => void ask());
        waiting.push({ ids, done, failed });
      });
    },
  };
}
