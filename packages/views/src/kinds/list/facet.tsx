import type { ListConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { ListSettings } from './settings.tsx';

export const listFacet: ViewFacet<ListConfig> = {
  type: 'list',
  uses: ['colors'],
  picks: 'always',
  View: fetched(async () => (await import('./view.tsx')).ListView),
  Settings: ListSettings,
};
