import type { TimelineConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const timelineFacet: ViewFacet<TimelineConfig> = {
  type: 'timeline',
  uses: ['colors'],
  View: fetched(async () => (await import('./view.tsx')).TimelineView),
  Settings: later(async () => (await import('./settings.tsx')).TimelineSettings),
};
