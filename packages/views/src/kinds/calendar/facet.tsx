import type { CalendarConfig } from '@trellis/metadata';
import type { ViewFacet } from '../facet.tsx';
import { fetched } from '../fetched.tsx';
import { CalendarSettings } from './settings.tsx';

export const calendarFacet: ViewFacet<CalendarConfig> = {
  type: 'calendar',
  uses: ['colors'],
  View: fetched(async () => (await import('./view.tsx')).CalendarView),
  Settings: CalendarSettings,
};
