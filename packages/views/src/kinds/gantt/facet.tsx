import type { GanttConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const ganttFacet: ViewFacet<GanttConfig> = {
  type: 'gantt',
  uses: ['group', 'colors'],
  View: fetched(async () => (await import('./view.tsx')).GanttView),
  Settings: later(async () => (await import('./settings.tsx')).GanttSettings),
};
