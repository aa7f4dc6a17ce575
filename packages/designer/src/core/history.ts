import type { LocalText } from '@trellis/metadata';

/** One step of designing. `apply` is pure; giving back the same document means that nothing changed. */
export interface Command<D> {
  /** What was done, for undo and redo: "移动字段 客户名称". */
  readonly label: LocalText;
  apply(document: D): D;
  /** Consecutive commands of one such name are one step: the letters of a label, the digits of a limit. */
  readonly merge?: string;
}

export interface History<D> {
  readonly document: D;
  /** What undo takes back and redo brings again; undefined = nothing. */
  readonly undo?: LocalText;
  readonly redo?: LocalText;
  /** Every step that can be taken back, the last one first. */
  readonly steps: readonly LocalText[];
}

interface Step<D> {
  readonly before: D;
  readonly label: LocalText;
  readonly merge?: string | undefined;
}

/** A document under design with its history. */
export interface DocumentStore<D> {
  subscribe(listener: () => void): () => void;
  /** The same object until something changes. */
  read(): History<D>;
  run(command: Command<D>): void;
  /** Takes back the last step, or so many of them. */
  undo(count?: number): void;
  /** Takes back a step and all after it; nothing where it is no longer there. */
  undoTo(label: LocalText): void;
  redo(): void;
  /** The next command is a step of its own, whatever it is named. */
  settle(): void;
}

/** Steps that can be taken back. */
const LIMIT = 200;

/**
 * Keeps immutable documents; history holds references, so a step costs what it changed. After undo the very document
 * of before is back, and with it everything memoised on it.
 */
export function documentStore<D>(initial: D): DocumentStore<D> {
  const listeners = new Set<() => void>();
  let past: readonly Step<D>[] = [];
  let future: readonly Step<D>[] = [];
  let open = false;
  let state: History<D> = { document: initial, steps: [] };

  const show = (document: D) => {
    const [last, next] = [past.at(-1), future.at(-1)];
    state = {
      document,
      steps: past.map(({ label }) => label).reverse(),
      ...(last ? { undo: last.label } : {}),
      ...(next ? { redo: next.label } : {}),
    };
    for (const listener of listeners) listener();
  };
  const store: DocumentStore<D> = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    run({ label, apply, merge }) {
      const document = apply(state.document);
      if (document === state.document) return;
      const last = past.at(-1);
      if (!(open && merge !== undefined && last?.merge === merge))
        past = [...past.slice(1 - LIMIT), { before: state.document, label, merge }];
      future = [];
      open = true;
      show(document);
    },
    undo(count = 1) {
      let { document } = state;
      for (let taken = 0; taken < count; taken++) {
        const step = past.at(-1);
        if (!step) break;
        past = past.slice(0, -1);
        future = [...future, { ...step, before: document }];
        document = step.before;
      }
      if (document === state.document) return;
      open = false;
      show(document);
    },
    undoTo(label) {
      store.undo(state.steps.indexOf(label) + 1);
    },
    redo() {
      const step = future.at(-1);
      if (!step) return;
      future = future.slice(0, -1);
      past = [...past, { ...step, before: state.document }];
      open = false;
      show(step.before);
    },
    settle() {
      open = false;
    },
  };
  return store;
}
