import { sameValue } from '../record/merge.ts';
import { type DraftApi, isRefused, isUnreachable, refusalOf } from './api.ts';
import { type Draft, type DraftHead, type DraftInfo, type Entry, joined, listed } from './draft.ts';
import { type LocalDrafts, momentAfter } from './local.ts';

/** What a member has typed and not saved yet: in this browser at once, on the server soon after. */
export interface DraftStore {
  /** All of them, the newest first; the same array until something changes. */
  list(): readonly DraftInfo[];
  subscribe(listener: () => void): () => void;
  /** Whether the server has said what it has. */
  known(): boolean;
  /** Asks the server once more what it has. */
  refresh(): Promise<void>;
  /** The draft with all that was typed anywhere; undefined where there is none (any more). */
  open(id: string): Promise<Draft | undefined>;
  /** The draft as far as this browser has it. */
  peek(id: string): Draft | undefined;
  /** Keeps what was typed; it is sent when the typing pauses. */
  write(draft: Omit<Draft, 'at'>): void;
  /** Puts it into the draft box and sends it. Rejects with the reason why the server will not have it. */
  keep(draft: Omit<Draft, 'at'>): Promise<void>;
  /** Throws it away; what it was comes back by `write`. */
  drop(id: string): Promise<Draft | undefined>;
  /** It has become its record. */
  settle(id: string): void;
  /** Submits as soon as there is a network. */
  submit(draft: Omit<Draft, 'at'>): void;
  /** Sends all that waits, now. */
  flush(): Promise<void>;
  /** The same, and leaves nothing in this browser that the server has. */
  leave(): Promise<void>;
  /** Something in this browser's store was changed by another tab. */
  changedElsewhere(): void;
}

export interface DraftStoreOptions {
  readonly local: LocalDrafts;
  readonly api: DraftApi;
  /** A submission that waited has become a record. */
  onSubmitted(draft: Draft): void;
  /** A submission that waited was refused; it lies in the draft box. */
  onRefused(draft: Draft): void;
  /** Runs something in one tab only; not at all while another tab does. */
  alone(run: () => Promise<void>): Promise<void>;
  /** Milliseconds that typing must pause. */
  readonly pause?: number;
}

const PAUSE = 1_500;
/** Milliseconds that leaving waits for the server. */
const LEAVE = 3_000;

/** Opens the drafts of a member. */
export function draftStore({ local, api, pause = PAUSE, ...options }: DraftStoreOptions): DraftStore {
  const listeners = new Set<() => void>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Calls of one draft follow each other. */
  const busy = new Map<string, Promise<unknown>>();
  let heads = new Map<string, DraftHead>();
  let known = false;
  let infos: readonly DraftInfo[] = listed(local.all(), []);

  const changed = () => {
    infos = listed(local.all(), heads.values());
    for (const listener of listeners) listener();
  };
  const put = (entry: Entry) => {
    local.put(entry);
    changed();
  };
  const stamped = (draft: Omit<Draft, 'at'>): Draft => ({
    ...draft,
    at: momentAfter(local.get(draft.id)?.draft),
  });
  const unschedule = (id: string) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const inTurn = <T>(id: string, run: () => Promise<T>): Promise<T> => {
    const next = (busy.get(id) ?? Promise.resolve()).then(run, run);
    const last = next.catch(() => undefined).finally(() => busy.get(id) === last && busy.delete(id));
    busy.set(id, last);
    return next;
  };

  /** Brings the server up to what this browser has of a draft. */
  const send = (id: string): Promise<void> => {
    unschedule(id);
    return inTurn(id, async () => {
      const entry = local.get(id);
      if (!entry || (entry.draft.waiting && !entry.gone)) return;
      if (entry.gone) {
        await api.remove(entry.draft);
        heads.delete(id);
        if (local.get(id)?.gone) local.remove(id);
      } else if (entry.dirty) {
        const head = await api.save(entry.draft);
        heads.set(id, head);
        const now = local.get(id);
        // Thrown away or typed in meanwhile: that is sent next.
        if (now) {
          const same = now.draft.at === entry.draft.at && !now.gone;
          const draft = same ? { ...now.draft, at: head.updatedAt } : now.draft;
          local.put({ ...now, draft, synced: head.updatedAt, dirty: !same });
        }
      }
      changed();
    });
  };
  const quietly = (id: string) =>
    send(id).catch(() => {
      // What can't be sent now stays here and goes with the next change or when the network is back.
    });
  const schedule = (id: string) => {
    unschedule(id);
    timers.set(
      id,
      setTimeout(() => void quietly(id), pause),
    );
  };

  /** Answers whether there is anything new in it. */
  const write = (draft: Omit<Draft, 'at'>): boolean => {
    const before = local.get(draft.id);
    if (before && !before.gone && before.draft.kept === draft.kept && sameValue(before.draft.set, draft.set))
      return false;
    put({ draft: stamped(draft), dirty: true, ...(before?.synced ? { synced: before.synced } : {}) });
    return true;
  };

  async function submitWaiting(): Promise<void> {
    const waiting = local.all().filter(({ draft, gone }) => draft.waiting && !gone);
    for (const { draft } of waiting.sort((a, b) => (a.draft.at < b.draft.at ? -1 : 1))) {
      try {
        await inTurn(draft.id, () => api.submit(draft));
      } catch (error) {
        if (!isRefused(error)) return;
        const { waiting: _, ...rest } = draft;
        const refused: Draft = { ...rest, kept: true, refused: refusalOf(error) };
        put({ draft: refused, dirty: true });
        void quietly(draft.id);
        options.onRefused(refused);
        continue;
      }
      settle(draft.id);
      options.onSubmitted(draft);
    }
  }

  function settle(id: string): void {
    unschedule(id);
    const entry = local.get(id);
    const head = heads.get(id);
    if (!entry && !head) return;
    const form = entry?.draft.form ?? `${head?.app}:${head?.form}`;
    const nothing = { id, form, version: null, set: {}, kept: false, at: '' };
    put({ draft: { ...(entry?.draft ?? nothing), set: {} }, dirty: false, gone: true });
    void quietly(id);
  }

  let submitting: Promise<void> | undefined;
  const submitAll = () => {
    submitting ??= options.alone(submitWaiting).finally(() => {
      submitting = undefined;
    });
    return submitting;
  };

  const flush = async () => {
    await submitAll();
    const unsent = local.all().filter(({ dirty, gone }) => dirty || gone);
    await Promise.all(unsent.map(({ draft }) => quietly(draft.id)));
  };

  const store: DraftStore = {
    list: () => infos,
    known: () => known,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async refresh() {
      const found = await api.list();
      heads = new Map(found.map((head) => [head.id, head]));
      known = true;
      for (const { draft, dirty, gone, synced } of local.all())
        if (!dirty && !gone && synced && !heads.has(draft.id)) local.remove(draft.id);
      changed();
    },
    peek(id) {
      const entry = local.get(id);
      return entry && !entry.gone ? entry.draft : undefined;
    },
    async open(id) {
      const entry = local.get(id);
      const head = heads.get(id);
      if (entry?.gone) return undefined;
      if (!head || head.updatedAt === entry?.synced || entry?.draft.waiting) return entry?.draft;
      try {
        const theirs = await api.load(head);
        const draft = entry?.dirty ? joined(entry.draft, theirs) : theirs;
        put({ draft, synced: head.updatedAt, dirty: entry?.dirty ?? false });
        return draft;
      } catch (error) {
        if (!isUnreachable(error)) heads.delete(id);
        return entry?.draft;
      }
    },
    write(draft) {
      if (write(draft)) schedule(draft.id);
    },
    async keep(draft) {
      write({ ...draft, kept: true });
      try {
        await send(draft.id);
      } catch (error) {
        if (isRefused(error)) throw error;
      }
    },
    async drop(id) {
      const draft = await store.open(id);
      settle(id);
      return draft;
    },
    settle,
    submit(draft) {
      unschedule(draft.id);
      put({ draft: { ...stamped(draft), waiting: true }, dirty: false });
      void submitAll();
    },
    flush,
    async leave() {
      await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, LEAVE))]);
      for (const { draft, dirty, gone } of local.all())
        if (!dirty && !gone && !draft.waiting) local.remove(draft.id);
    },
    changedElsewhere() {
      local.reload();
      changed();
    },
  };
  return store;
}
