import type { ListConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const listFacet: ViewFacet<ListConfig> = {
  type: 'list',
  View: fetched(async () => (await import('./view.tsx')).ListView),
};
