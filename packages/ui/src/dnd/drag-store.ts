import type { DraggableSyntheticListeners } from '@dnd-kit/core';
import type { Drop, TargetInfo } from './insertion.ts';

/** A value that components follow one by one: only those to whom it means something else are drawn again. */
export interface Followed<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

/** Makes a value that components follow. */
export function followed<T>(first: T): Followed<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type SetNode = (node: HTMLElement | null) => void;

/** An element of the page, for the one that stands in for it. */
export interface Slot {
  readonly set: SetNode;
  follow(tell: SetNode): () => void;
}

/** Makes a place for an element. */
export function slot(): Slot {
  let node: HTMLElement | null = null;
  let tell: SetNode | undefined;
  return {
    set(next) {
      node = next;
      tell?.(next);
    },
    follow(next) {
      tell = next;
      next(node);
      return () => {
        tell = undefined;
      };
    },
  };
}

/** Something on the page that can be dragged. */
export interface Source {
  readonly key: string;
  readonly id: string;
  readonly kind: string;
  readonly node: Slot;
  readonly handle: Slot;
  /** What starts a drag. */
  readonly heard: Followed<DraggableSyntheticListeners>;
}

/** Somewhere on the page where things are dropped. */
export interface Place {
  readonly key: string;
  readonly id: string;
  readonly node: Slot;
  /** What the target says of itself now. */
  readonly info: Followed<TargetInfo>;
}

/** What the page and its stand-ins tell each other. */
export interface DragStore {
  readonly sources: Followed<readonly Source[]>;
  readonly places: Followed<readonly Place[]>;
  readonly dragged: Followed<string | undefined>;
  /** Where it would stand now. */
  readonly drop: Followed<Drop | undefined>;
}

/** A page on which nothing is dragged. */
export const dragStore = (): DragStore => ({
  sources: followed([]),
  places: followed([]),
  dragged: followed(undefined),
  drop: followed(undefined),
});

/** Adds one to a list; what it returns takes it out. */
export function enlist<T>(list: Followed<readonly T[]>, one: T): () => void {
  list.set([...list.get(), one]);
  return () => list.set(list.get().filter((other) => other !== one));
}
