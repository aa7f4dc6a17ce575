import type { CalendarConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const calendarFacet: ViewFacet<CalendarConfig> = {
  type: 'calendar',
  View: fetched(async () => (await import('./view.tsx')).CalendarView),
};
