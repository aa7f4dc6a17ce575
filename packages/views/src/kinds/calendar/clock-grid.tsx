// biome-ignore-all lint/a11y/useSemanticElements: a table's cells can neither share the height of the page nor lie over each other
// biome-ignore-all lint/a11y/useFocusableInteractive: the days take the focus, rows and heads do not
import { type PointerEvent, type RefObject, useEffect } from 'react';
import type { Entry } from '../../time/entries.tsx';
import { lanesOf } from '../../time/lanes.ts';
import { useTimeT } from '../../time/messages.ts';
import { useTimeText } from '../../time/text.ts';
import { DAY, dayText, HOUR, isWeekend, MINUTE, type Wall } from '../../time/wall.ts';
import { Chip } from './chip.tsx';
import { BAR, DAY_HEAD, type Days, WeekRow } from './week-row.tsx';

/** Px of an hour. */
const HOUR_HEIGHT = 48;
/** A block is never lower than its line of text. */
const LEAST = 30 * MINUTE;
/** Bars of whole days above the hours. */
const ALL_DAY_LANES = 3;
/** The day begins here when the page opens. */
const MORNING = 8;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Days beside each other with their hours; what takes days stands above. */
export function ClockGrid(props: {
  readonly label: string;
  readonly days: readonly Wall[];
  readonly entries: readonly Entry[];
  readonly now: Wall;
  readonly busy: boolean;
  readonly shared: Days;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Something new at a time of the day. */
  readonly onCreateAt: ((at: Wall) => void) | undefined;
}) {
  const { shared, scroller, days } = props;
  const t = useTimeT();
  const text = useTimeText();
  useEffect(() => {
    scroller.current?.scrollTo({ top: MORNING * HOUR_HEIGHT - 8 });
  }, [scroller]);
  const long = props.entries.filter(isLong);
  const short = props.entries.filter((entry) => !isLong(entry));
  return (
    <div className="v-clock" role="grid" aria-label={props.label} aria-busy={props.busy}>
      <div className="v-clock-days" role="rowgroup" style={{ minHeight: DAY_HEAD + BAR + 8 }}>
        <span className="v-clock-gutter" aria-hidden>
          {t('allDay')}
        </span>
        <WeekRow days={days} entries={long} lanes={ALL_DAY_LANES} shared={shared} named />
      </div>
      <div ref={scroller} className="v-clock-body" role="rowgroup">
        <div className="v-clock-hours" aria-hidden style={{ height: 24 * HOUR_HEIGHT }}>
          {HOURS.slice(1).map((hour) => (
            <span key={hour} className="t-num" style={{ top: hour * HOUR_HEIGHT }}>
              {String(hour).padStart(2, '0')}:00
            </span>
          ))}
        </div>
        <div className="v-clock-cols" role="row" style={{ height: 24 * HOUR_HEIGHT }}>
          {days.map((day) => (
            <HoursOfDay
              key={day}
              day={day}
              label={text.fullDay(day)}
              entries={short}
              now={props.now}
              shared={shared}
              onCreateAt={props.onCreateAt}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** What has no time of day, or takes a day and more. */
const isLong = ({ span }: Entry): boolean => span.allDay || span.to - span.from >= DAY;

function HoursOfDay(props: {
  day: Wall;
  label: string;
  entries: readonly Entry[];
  now: Wall;
  shared: Days;
  onCreateAt: ((at: Wall) => void) | undefined;
}) {
  const { day, shared } = props;
  const inside = props.entries
    .map((entry) => ({
      entry,
      from: Math.max(entry.span.from, day),
      to: Math.min(Math.max(entry.span.to, entry.span.from + LEAST), day + DAY),
    }))
    .filter(({ from, to }) => from < day + DAY && to > day)
    .map((one) => ({ ...one, from: Math.min(one.from, day + DAY - LEAST) }));
  const places = lanesOf(inside);
  const top = (at: Wall) => ((at - day) / HOUR) * HOUR_HEIGHT;
  const grab = (hand: Days['onGrab'], entry: Entry) => hand && ((event: PointerEvent) => hand(event, entry));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the day above creates by keys
    <div
      role="gridcell"
      className="v-clock-col"
      data-day={dayText(day)}
      data-hours
      data-off={isWeekend(day) || undefined}
      onClick={(event) => {
        if (event.target !== event.currentTarget) return;
        const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
        props.onCreateAt?.(day + Math.floor((y / HOUR_HEIGHT) * 2) * (HOUR / 2));
      }}
    >
      <span className="t-sr-only">{props.label}</span>
      {inside.map(({ entry, from, to }, index) => {
        const { lane, lanes } = places[index] ?? { lane: 0, lanes: 1 };
        return (
          <Chip
            key={entry.id}
            entry={entry}
            look="block"
            tab
            carried={shared.carried === entry.id}
            cutStart={entry.span.from < day}
            cutEnd={entry.span.to > day + DAY}
            style={{
              top: top(from),
              height: top(to) - top(from) - 2,
              left: `calc(${(lane / lanes) * 100}% + 2px)`,
              width: `calc(${100 / lanes}% - 6px)`,
            }}
            onGrab={grab(shared.onGrab, entry)}
            onStretch={entry.span.to > day + DAY ? undefined : grab(shared.onStretch, entry)}
          />
        );
      })}
      {props.now >= day && props.now < day + DAY ? (
        <span className="v-clock-now" aria-hidden style={{ top: top(props.now) }} />
      ) : null}
    </div>
  );
}
