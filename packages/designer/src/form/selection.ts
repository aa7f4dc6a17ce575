import type { FormDocument } from '@trellis/metadata';
import { noteOf, sectionsOf, spread, tabsOf } from './layout.ts';

/** What the properties are shown of. `turn` tells a new choice from a new key of the same field. */
export type Selection =
  | { readonly kind: 'form'; readonly turn: number }
  | { readonly kind: 'field'; readonly key: string; readonly turn: number; readonly fresh?: boolean }
  | {
      readonly kind: 'section' | 'tabs' | 'note';
      readonly key: string;
      readonly turn: number;
      readonly fresh?: boolean;
    };

const THERE: Readonly<
  Record<Exclude<Selection['kind'], 'form'>, (document: FormDocument, key: string) => boolean>
> = {
  field: ({ properties }, key) => Object.hasOwn(properties, key),
  section: (document, key) => sectionsOf(spread(document)).has(key),
  tabs: (document, key) => tabsOf(spread(document)).has(key),
  note: (document, key) => noteOf(spread(document), key) !== undefined,
};

/** The selection as far as it still exists. */
export function existing(selection: Selection, document: FormDocument): Selection {
  if (selection.kind === 'form') return selection;
  return THERE[selection.kind](document, selection.key) ? selection : { kind: 'form', turn: selection.turn };
}
