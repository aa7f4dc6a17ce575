import type { TimelineConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { TimelineSettings } from './settings.tsx';

export const timelineFacet: ViewFacet<TimelineConfig> = {
  type: 'timeline',
  uses: ['colors'],
  View: fetched(async () => (await import('./view.tsx')).TimelineView),
  Settings: TimelineSettings,
};
