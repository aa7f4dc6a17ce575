import type { GanttConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const ganttFacet: ViewFacet<GanttConfig> = {
  type: 'gantt',
  View: fetched(async () => (await import('./view.tsx')).GanttView),
};
