import type { FormDocument } from '@trellis/metadata';
import { itemsOf, nameOf, noteOf, sectionsOf, spread, tabsOf } from './layout.ts';

/** What the properties are shown of. `turn` tells a new choice from a new key of the same field. */
export type Selection =
  | { readonly kind: 'form'; readonly turn: number }
  | { readonly kind: 'field'; readonly key: string; readonly turn: number; readonly fresh?: boolean }
  | {
      readonly kind: 'section' | 'tabs' | 'note';
      readonly key: string;
      readonly turn: number;
      readonly fresh?: boolean;
    }
  /** Fields and notes by name; `anchor` is where a range begins. */
  | {
      readonly kind: 'many';
      readonly names: readonly string[];
      readonly anchor: string;
      readonly turn: number;
    };

const THERE: Readonly<
  Record<Exclude<Selection['kind'], 'form' | 'many'>, (document: FormDocument, key: string) => boolean>
> = {
  field: ({ properties }, key) => Object.hasOwn(properties, key),
  section: (document, key) => sectionsOf(spread(document)).has(key),
  tabs: (document, key) => tabsOf(spread(document)).has(key),
  note: (document, key) => noteOf(spread(document), key) !== undefined,
};

/** Fields and notes of a form by name, in reading order. */
export const namesOf = (document: FormDocument): readonly string[] => itemsOf(spread(document)).map(nameOf);

/** The selection as far as it still exists. */
export function existing(selection: Selection, document: FormDocument): Selection {
  if (selection.kind === 'form') return selection;
  if (selection.kind === 'many') {
    const there = new Set(namesOf(document));
    const names = selection.names.filter((name) => there.has(name));
    if (names.length === selection.names.length) return selection;
    return names.length > 0 ? { ...selection, names } : { kind: 'form', turn: selection.turn };
  }
  return THERE[selection.kind](document, selection.key) ? selection : { kind: 'form', turn: selection.turn };
}

/** The fields and notes that are chosen. */
export function chosenNames(selection: Selection): readonly string[] {
  if (selection.kind === 'many') return selection.names;
  if (selection.kind === 'field') return [selection.key];
  return selection.kind === 'note' ? [`#${selection.key}`] : [];
}

/** Where a range begins: the last thing that was chosen by itself. */
const anchorOf = (selection: Selection): string | undefined =>
  selection.kind === 'many' ? selection.anchor : chosenNames(selection)[0];

/** One more of many, or one less. */
export function toggled(selection: Selection, order: readonly string[], name: string): readonly string[] {
  const chosen = new Set(chosenNames(selection));
  if (!chosen.delete(name)) chosen.add(name);
  return order.filter((one) => chosen.has(one));
}

/** Everything from where the selection began to a thing, in reading order. */
export function range(
  selection: Selection,
  order: readonly string[],
  name: string,
): { readonly names: readonly string[]; readonly anchor: string } {
  const anchor = anchorOf(selection) ?? name;
  const [from, to] = [order.indexOf(anchor), order.indexOf(name)].sort((a, b) => a - b);
  return { anchor, names: order.slice(Math.max(0, from ?? 0), (to ?? 0) + 1) };
}
