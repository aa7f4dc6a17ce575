import { useEffect, useEffectEvent } from 'react';
import type { DocumentStore } from '../core/history.ts';
import { meansParts } from './clipboard/clipboard.ts';
import { useDesign } from './design.tsx';
import { namesOf } from './selection.ts';

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

/** Ctrl/⌘-A chooses all fields and notes; with several chosen Esc lets go of them and Delete takes them out. */
export function useChoiceKeys(): void {
  const { document: form, chosen, selection, selectMany, remove } = useDesign();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // What a frame did with the key is done.
      if (event.defaultPrevented || !meansParts(event)) return;
      const inside =
        event.target instanceof Element &&
        (event.target === document.body || event.target.closest('.d-canvas') !== null);
      if (!inside) return;
      const many = selection.kind === 'many';
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') selectMany(namesOf(form));
      else if (many && event.key === 'Escape') selectMany([]);
      else if (many && (event.key === 'Delete' || event.key === 'Backspace')) remove(chosen);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}

/** "/" outside of inputs, and Ctrl/⌘-/ in them too, leads to the search of the palette. */
export function useSearchKey(focus: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '/' || event.defaultPrevented || event.altKey || event.isComposing) return;
    const { target } = event;
    if (!(target instanceof HTMLElement) || target.closest('[role="dialog"]')) return;
    const writes = target.matches('input, textarea, select') || target.isContentEditable;
    if (writes && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    focus();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
