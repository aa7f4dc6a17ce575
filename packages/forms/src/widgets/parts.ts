import type { FieldFacet, FieldInput } from './facet.tsx';

/**
 * The facets of all types, for a type whose values hold values of others (the rows of a sub-form). The registry hands
 * itself in, since such a type stands in the registry and can't import it.
 */
let facets: Facets | undefined;

/** The inputs of all types, which come later. */
let inputs: () => Promise<Inputs> = () => Promise.reject(missing());

interface Facets {
  get(type: string): FieldFacet;
  find(type: string): FieldFacet | undefined;
}
interface Inputs {
  get(type: string): FieldInput;
}

export function provideFacets(all: Facets, fetchInputs: () => Promise<Inputs>): void {
  facets = all;
  inputs = fetchInputs;
}

const missing = () => new Error('The registry of facets is not loaded');

export function facetOf(type: string): FieldFacet {
  if (!facets) throw missing();
  return facets.get(type);
}

/** The facet of a type, if it is one. */
export const findFacet = (type: string): FieldFacet | undefined => facets?.find(type);

/** Fetches the inputs of all types. */
export const fetchInputs = (): Promise<Inputs> => inputs();
