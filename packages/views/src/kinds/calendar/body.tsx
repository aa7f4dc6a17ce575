import type { CalendarMode } from '@trellis/metadata';
import { useIsPhone } from '@trellis/ui/react';
import type { ReactNode, RefObject } from 'react';
import type { Entry } from '../../time/entries.tsx';
import { useTimeText } from '../../time/text.ts';
import { startOf, type Wall } from '../../time/wall.ts';
import { ClockGrid } from './clock-grid.tsx';
import { DayGrid } from './day-grid.tsx';
import type { Period } from './period.ts';
import { PhoneDays } from './phone-days.tsx';
import type { Days } from './week-row.tsx';

/** The days by the measure that is chosen; on a phone small days to pick one from, with what is on it below. */
export function CalendarBody(props: {
  readonly mode: CalendarMode;
  /** The chosen day. */
  readonly day: Wall;
  readonly period: Period;
  /** Entries have a time of day. */
  readonly clock: boolean;
  readonly entries: readonly Entry[];
  readonly now: Wall;
  readonly busy: boolean;
  readonly shared: Days;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly agenda: ReactNode;
  readonly listOf: (day: Wall, focus: boolean) => ReactNode;
  readonly onCreateAt: ((at: Wall) => void) | undefined;
}) {
  const { mode, day, period, entries, shared } = props;
  const text = useTimeText();
  const phone = useIsPhone();
  if (mode === 'agenda') return props.agenda;
  const clock = (days: readonly Wall[]) => (
    <ClockGrid
      key={mode}
      label={text.month(day)}
      days={days}
      entries={entries}
      now={props.now}
      busy={props.busy}
      shared={shared}
      scroller={props.scroller}
      onCreateAt={props.onCreateAt}
    />
  );
  if (phone) {
    const hours = mode === 'week' && props.clock;
    return (
      <div className="v-phone-calendar" data-hours={hours || undefined}>
        <PhoneDays
          weeks={period.weeks}
          month={mode === 'month' ? startOf(day, 'month') : undefined}
          today={shared.today}
          chosen={day}
          entries={entries}
          onChoose={shared.onActive}
        />
        {hours ? clock([day]) : props.listOf(day, false)}
      </div>
    );
  }
  if (mode !== 'month' && props.clock) return clock(period.weeks[0] ?? []);
  return (
    <DayGrid
      label={text.month(day)}
      weeks={period.weeks}
      entries={entries}
      busy={props.busy}
      shared={shared}
    />
  );
}
