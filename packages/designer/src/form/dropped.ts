import type { FormDocument } from '@trellis/metadata';
import type { Drop } from '@trellis/ui/react';
import { type Place, sectionsOf, spread } from './layout.ts';
import { chosenNames, type Selection } from './selection.ts';

/** Splits "field:name" into its kind and what it names. */
export function sourceOf(id: string): { readonly kind: string; readonly name: string } {
  const at = id.indexOf(':');
  return { kind: id.slice(0, at), name: id.slice(at + 1) };
}

/** The place in the layout that a drop on the canvas means. */
export function placeOf(document: FormDocument, { target, side }: Drop): Place {
  const { kind, name } = sourceOf(target);
  if (kind === 'rows') return { after: name };
  if (kind !== 'inside') return side === 'before' ? { before: name } : { after: name };
  return sectionsOf(spread(document)).has(name) ? { into: name } : { end: true };
}

/** Where something new stands: after what is selected. */
export function placeAfter(selection: Selection): Place {
  if (selection.kind === 'section' || selection.kind === 'tabs') return { into: selection.key };
  const last = chosenNames(selection).at(-1);
  return last === undefined ? { end: true } : { after: last };
}
