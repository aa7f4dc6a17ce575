import type { FormDocument } from '@trellis/metadata';
import { sectionsOf, spread } from './layout.ts';

/** What the properties are shown of. `turn` tells a new choice from a new key of the same field. */
export type Selection =
  | { readonly kind: 'form'; readonly turn: number }
  | { readonly kind: 'field'; readonly key: string; readonly turn: number; readonly fresh?: boolean }
  | { readonly kind: 'section'; readonly key: string; readonly turn: number; readonly fresh?: boolean };

/** The selection as far as it still exists. */
export function existing(selection: Selection, document: FormDocument): Selection {
  if (selection.kind === 'form') return selection;
  const there =
    selection.kind === 'field'
      ? Object.hasOwn(document.properties, selection.key)
      : sectionsOf(spread(document)).has(selection.key);
  return there ? selection : { kind: 'form', turn: selection.turn };
}
