/** Where the draft is: on the server, on its way, only here, or in the way of someone else's. */
export type SaveStatus = 'saved' | 'pending' | 'saving' | 'failed' | 'conflict';

/** The draft that someone else saved meanwhile. */
export interface Conflict<D> {
  readonly revision: number;
  /** Null where only its revision is known. */
  readonly document: D | null;
}

export interface SaveState<D, I> {
  readonly status: SaveStatus;
  /** What is wrong with the document saved last. */
  readonly issues: readonly I[];
  readonly conflict?: Conflict<D>;
  readonly error?: unknown;
}

export interface Autosave<D, I> {
  subscribe(listener: () => void): () => void;
  read(): SaveState<D, I>;
  /** The document as it is now; it is saved after a moment without further changes. */
  changed(document: D): void;
  /** Saves at once what is not saved yet; whether the server has it all. */
  flush(): Promise<boolean>;
  /** Ends a conflict: the next save goes over that revision. */
  overwrite(): Promise<boolean>;
  /** The revision that the next save goes over. */
  revision(): number;
  /** Ends a conflict the other way, or takes what someone else saved: this document is the one of the server. */
  adopt(
    document: D,
    saved?: { readonly revision?: number | undefined; readonly issues?: readonly I[] },
  ): void;
  /** Stops waiting; what is not saved stays unsaved. */
  stop(): void;
}

/**
 * Saves a document while it is worked on, one save at a time, each on the revision of the one before. A failed save is
 * tried again after `retry` ms; a conflict waits for a person, so that nobody's work is lost.
 * @param saved the document that the server has.
 */
export function autosave<D, I>(options: {
  readonly saved: D;
  readonly revision: number;
  /** What is wrong with it, as the server says. */
  readonly issues?: readonly I[];
  save(document: D, revision: number): Promise<{ readonly revision: number; readonly issues: readonly I[] }>;
  conflictOf(error: unknown): Conflict<D> | undefined;
  readonly wait?: number;
  readonly retry?: number;
}): Autosave<D, I> {
  const { wait = 800, retry = 5_000 } = options;
  const listeners = new Set<() => void>();
  let { saved, revision } = options;
  let wanted = saved;
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: SaveState<D, I> = { status: 'saved', issues: options.issues ?? [] };

  const show = (next: SaveState<D, I>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };
  const attempt = async () => {
    const document = wanted;
    show({ status: 'saving', issues: state.issues });
    try {
      const reply = await options.save(document, revision);
      saved = document;
      revision = reply.revision;
      show({ status: wanted === saved ? 'saved' : 'pending', issues: reply.issues });
    } catch (error) {
      const conflict = options.conflictOf(error);
      show({
        status: conflict ? 'conflict' : 'failed',
        issues: state.issues,
        error,
        ...(conflict && { conflict }),
      });
      if (!conflict) later(retry);
    }
  };
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    while (wanted !== saved && state.status !== 'conflict') {
      running ??= attempt().finally(() => {
        running = undefined;
      });
      await running;
      if (state.status === 'failed') return false;
    }
    return wanted === saved;
  }
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    changed(document) {
      if (document === wanted) return;
      wanted = document;
      if (state.status === 'conflict') return;
      if (!running) show({ status: wanted === saved ? 'saved' : 'pending', issues: state.issues });
      later(wait);
    },
    flush,
    overwrite() {
      if (state.conflict) revision = state.conflict.revision;
      show({ status: wanted === saved ? 'saved' : 'pending', issues: state.issues });
      return flush();
    },
    revision: () => revision,
    adopt(document, { revision: next = state.conflict?.revision, issues = [] } = {}) {
      if (next !== undefined) revision = next;
      saved = document;
      wanted = document;
      show({ status: 'saved', issues });
    },
    stop: () => clearTimeout(timer),
  };
}
