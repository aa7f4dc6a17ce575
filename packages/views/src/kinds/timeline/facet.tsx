import type { TimelineConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const timelineFacet: ViewFacet<TimelineConfig> = {
  type: 'timeline',
  View: fetched(async () => (await import('./view.tsx')).TimelineView),
};
