import type { FormDocument } from '@trellis/metadata';
import { useCallback, useState } from 'react';
import type { DocumentStore } from '../core/history.ts';
import { existing, namesOf, range, type Selection, toggled } from './selection.ts';

/** Something to choose by itself. */
type Choice =
  | { kind: 'form' }
  | { kind: 'field' | 'section' | 'tabs' | 'note'; key: string; fresh?: boolean };

/** How a thing is added to a choice: alone, one more or less, or all up to it. */
export type ChoiceMode = 'alone' | 'toggle' | 'range';

/** What is chosen, and how that changes. Letters typed before and after another choice are different steps of undo. */
export interface Choosing {
  readonly selection: Selection;
  select(next: Choice): void;
  /** Chooses several things by name. */
  selectMany(names: readonly string[]): void;
  /** Chooses a field or note by name. */
  pick(name: string, mode: ChoiceMode): void;
}

export function useChoosing(store: DocumentStore<FormDocument>, document: FormDocument): Choosing {
  const [chosen, setChosen] = useState<Selection>({ kind: 'form', turn: 0 });
  const selection = existing(chosen, document);
  const select = useCallback(
    (next: Choice) => {
      store.settle();
      // A field that only changed its key is still the same choice: its panel stays as it is.
      setChosen((old) => ({
        ...next,
        turn: next.kind === 'field' && next.fresh === false ? old.turn : old.turn + 1,
      }));
    },
    [store],
  );
  const chooseMany = (names: readonly string[], anchor = names[0]) => {
    store.settle();
    setChosen(({ turn }) =>
      anchor === undefined
        ? { kind: 'form', turn: turn + 1 }
        : { kind: 'many', names, anchor, turn: turn + 1 },
    );
  };
  return {
    selection,
    select,
    selectMany: (names) => chooseMany(names),
    pick(name, mode) {
      const order = namesOf(document);
      if (mode === 'toggle') chooseMany(toggled(selection, order, name), name);
      else if (mode === 'range') {
        const { names, anchor } = range(selection, order, name);
        chooseMany(names, anchor);
      } else if (name.startsWith('#')) select({ kind: 'note', key: name.slice(1) });
      else select({ kind: 'field', key: name });
    },
  };
}
