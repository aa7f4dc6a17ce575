import { useEffect } from 'react';
import type { DocumentStore } from '../core/history.ts';

/** Ctrl/⌘-Z and Ctrl/⌘-Shift-Z (or Ctrl-Y), outside of dialogs. Inputs show the document, so its history is theirs. */
export function useUndoKeys<D>(store: DocumentStore<D>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('.ant-modal')) return;
      const key = event.key.toLowerCase();
      const redo = (key === 'z' && event.shiftKey) || key === 'y';
      if (!redo && key !== 'z') return;
      event.preventDefault();
      if (redo) store.redo();
      else store.undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [store]);
}
