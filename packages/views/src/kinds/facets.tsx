import { type Registry, registry } from '@trellis/metadata';
import { calendarFacet } from './calendar/facet.tsx';
import type { ViewFacet } from './facet.tsx';
import { kanbanFacet } from './kanban/facet.tsx';
import { tableFacet } from './table/facet.tsx';

/** The drawing of every view kind. */
export const viewFacets: Registry<ViewFacet> = registry([
  tableFacet,
  kanbanFacet,
  calendarFacet,
] as unknown as readonly ViewFacet[]);
