import type { GanttConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { GanttSettings } from './settings.tsx';

export const ganttFacet: ViewFacet<GanttConfig> = {
  type: 'gantt',
  uses: ['group', 'colors'],
  View: fetched(async () => (await import('./view.tsx')).GanttView),
  Settings: GanttSettings,
};
