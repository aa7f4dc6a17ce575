import type { ListConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const listFacet: ViewFacet<ListConfig> = {
  type: 'list',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./view.tsx')).ListView),
  Settings: later(async () => (await import('./settings.tsx')).ListSettings),
};
