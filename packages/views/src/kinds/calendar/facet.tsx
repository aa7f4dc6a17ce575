import type { CalendarConfig } from '@trellis/metadata';
import { later } from '@trellis/ui/react';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';

export const calendarFacet: ViewFacet<CalendarConfig> = {
  type: 'calendar',
  uses: ['colors'],
  View: fetched(async () => (await import('./view.tsx')).CalendarView),
  Settings: later(async () => (await import('./settings.tsx')).CalendarSettings),
};
