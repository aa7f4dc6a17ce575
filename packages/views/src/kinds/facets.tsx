import { type Registry, registry } from '@trellis/metadata';
import { calendarFacet } from './calendar/facet.tsx';
import type { ViewFacet } from './facet.tsx';
import { galleryFacet } from './gallery/facet.tsx';
import { ganttFacet } from './gantt/facet.tsx';
import { kanbanFacet } from './kanban/facet.tsx';
import { listFacet } from './list/facet.tsx';
import { tableFacet } from './table/facet.tsx';
import { timelineFacet } from './timeline/facet.tsx';

/** The drawing of every view kind. */
export const viewFacets: Registry<ViewFacet> = registry([
  tableFacet,
  kanbanFacet,
  calendarFacet,
  ganttFacet,
  timelineFacet,
  galleryFacet,
  listFacet,
] as unknown as readonly ViewFacet[]);
