import type { FormDocument } from '@trellis/metadata';
import type { Drop } from '@trellis/ui/react';
import { type Place, sectionsOf, spread } from './layout.ts';

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
