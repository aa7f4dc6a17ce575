import type { FieldFacet } from './facet.tsx';

/**
 * The facets of all types, for a type whose values hold values of others (the rows of a sub-form). The registry hands
 * itself in, since such a type stands in the registry and can't import it.
 */
let facets: { get(type: string): FieldFacet } | undefined;

export function provideFacets(all: { get(type: string): FieldFacet }): void {
  facets = all;
}

export function facetOf(type: string): FieldFacet {
  if (!facets) throw new Error('The registry of facets is not loaded');
  return facets.get(type);
}
