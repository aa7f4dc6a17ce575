import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Autosave, SaveState } from './autosave.ts';
import type { DocumentStore } from './history.ts';

/** Ties a document under design to its draft: every change is saved, also when the page is left. */
export function useAutosave<D, I>(
  store: DocumentStore<D>,
  make: () => Autosave<D, I>,
): readonly [SaveState<D, I>, Autosave<D, I>] {
  const [saver] = useState(make);
  const state = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => {
    saver.changed(store.read().document);
    const stop = store.subscribe(() => saver.changed(store.read().document));
    return () => {
      stop();
      void saver.flush().finally(saver.stop);
    };
  }, [store, saver]);
  const safe = state.status === 'saved';
  useEffect(() => {
    if (safe) return;
    // The browser asks before it throws unsaved work away.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [safe]);
  return [state, saver];
}
