import { useSyncExternalStore } from 'react';
import type { DocumentStore, History } from './history.ts';

/** The document and what can be undone, live. */
export const useHistory = <D,>(store: DocumentStore<D>): History<D> =>
  useSyncExternalStore(store.subscribe, store.read);
