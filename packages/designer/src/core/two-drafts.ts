import type { Autosave } from './autosave.ts';
import type { DocumentStore } from './history.ts';

const THEIRS = { zh: '载入对方的草稿', en: 'Load the other draft' };
const MINE = { zh: '保留我的草稿', en: 'Keep my draft' };

/** Goes on from the draft that someone else saved; undo brings one's own back. */
export function takeTheirs<D, I>(
  { store, saver }: { readonly store: DocumentStore<D>; readonly saver: Autosave<D, I> },
  theirs: D,
  saved?: { readonly revision: number; readonly issues: readonly I[] },
): void {
  store.run({ label: THEIRS, apply: () => theirs });
  saver.adopt(store.read().document, saved);
}

/** Lets one's own draft stand and saves it; undo brings the other's back. */
export function keepMine<D, I>(
  { store, saver }: { readonly store: DocumentStore<D>; readonly saver: Autosave<D, I> },
  theirs: D | null | undefined,
): Promise<boolean> {
  const mine = store.read().document;
  if (theirs) {
    store.run({ label: THEIRS, apply: () => theirs });
    store.run({ label: MINE, apply: () => mine });
  }
  return saver.overwrite();
}
