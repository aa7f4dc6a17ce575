import type { JsonObject } from '@trellis/metadata';
import type { PublicFacet } from '../../public/facet.tsx';

/** A result is shown, never typed. */
export const publicFormula: PublicFacet<JsonObject> = {
  type: 'formula',
  early: true,
  Input: ({ field, value, id, describedBy, place }) => (
    <output id={id} className="p-result" aria-describedby={describedBy}>
      {value === null ? '—' : place.text(field.key, value)}
    </output>
  ),
};
