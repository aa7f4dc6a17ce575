import type { Draft, Entry } from './draft.ts';

/** The drafts of one member that this browser keeps. */
export interface LocalDrafts {
  all(): readonly Entry[];
  get(id: string): Entry | undefined;
  put(entry: Entry): void;
  remove(id: string): void;
  /** Reads what other tabs have written. */
  reload(): void;
}

/**
 * Drafts under a name of their own per workspace and member: whoever logs in next in this browser has others. They are
 * in memory too: a full or forbidden store costs the restart, not the work. What can't be read is not there.
 */
export function localDrafts(storage: Storage, workspace: string, member: string): LocalDrafts {
  const prefix = `trellis.draft.${workspace}.${member}.`;
  const entries = new Map<string, Entry>();
  const unkept = new Set<string>();

  const read = (): Entry[] => {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    return names.flatMap((name) => (name?.startsWith(prefix) ? (decoded(storage.getItem(name)) ?? []) : []));
  };
  const reload = () => {
    const found = attempt(read) ?? [];
    const mine = [...entries.values()].filter(({ draft }) => unkept.has(draft.id));
    entries.clear();
    for (const entry of [...found, ...mine]) entries.set(entry.draft.id, entry);
  };
  reload();
  return {
    all: () => [...entries.values()],
    get: (id) => entries.get(id),
    put(entry) {
      const { id } = entry.draft;
      entries.set(id, entry);
      const kept = attempt(() => {
        storage.setItem(prefix + id, JSON.stringify(entry));
        return true;
      });
      if (kept) unkept.delete(id);
      else unkept.add(id);
    },
    remove(id) {
      entries.delete(id);
      unkept.delete(id);
      attempt(() => storage.removeItem(prefix + id));
    },
    reload,
  };
}

const decoded = (text: string | null): Entry | undefined => {
  const entry = attempt(() => JSON.parse(text ?? 'null') as Entry | null);
  return typeof entry?.draft?.id === 'string' ? entry : undefined;
};

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** The moment of a change, after that of the one before even where two share a millisecond or the clock goes back. */
export const momentAfter = (before: Draft | undefined): string => {
  const now = new Date().toISOString();
  return before && before.at >= now ? new Date(Date.parse(before.at) + 1).toISOString() : now;
};
