import { createContext, type KeyboardEvent, type MouseEvent, useContext } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import type { Entry, Undated } from './entries.tsx';
import { DAY } from './wall.ts';

/** What can be done with records that are shown along time. */
export interface Hands {
  readonly info: FormInfo;
  open(id: string): void;
  /** Absent where this member may not move records. */
  readonly move?: {
    /** Asks for another time. */
    ask(entry: Entry | Undated): void;
    by(entry: Entry | Undated, ms: number): void;
  };
}

const Context = createContext<Hands | null>(null);
export const HandsProvider = Context.Provider;

function useHands(): Hands {
  const hands = useContext(Context);
  if (!hands) throw new Error('HandsProvider is missing');
  return hands;
}

const ARROWS: Readonly<Record<string, number>> = {
  ArrowLeft: -DAY,
  ArrowRight: DAY,
  ArrowUp: -7 * DAY,
  ArrowDown: 7 * DAY,
};

/** Attributes of a link that stands for a record: it opens, and moves by keys and by the menu key. */
export function useEntryLink(entry: Entry | Undated) {
  const { info, open, move } = useHands();
  const navigation = useNavigation();
  return {
    href: navigation.href({ kind: 'record', app: info.form.app, form: info.form.key, id: entry.id }),
    draggable: false,
    ...(move
      ? { 'aria-keyshortcuts': 'M Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown' }
      : {}),
    onClick(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      open(entry.id);
    },
    onContextMenu(event: MouseEvent) {
      if (!move) return;
      event.preventDefault();
      move.ask(entry);
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = event.shiftKey ? ARROWS[event.key] : undefined;
      if (move && by !== undefined) move.by(entry, by);
      else if (move && event.key.toLowerCase() === 'm') move.ask(entry);
      // The arrows of the calendar around it are not meant.
      else if (event.key === 'Enter') return event.stopPropagation();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
