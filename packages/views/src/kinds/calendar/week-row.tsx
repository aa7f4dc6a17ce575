// biome-ignore-all lint/a11y/useSemanticElements: a table's cells can neither share the height of the page nor lie over each other
// biome-ignore-all lint/a11y/useFocusableInteractive: the days take the focus, rows and heads do not
import { Popover } from 'antd';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { Entry } from '../../time/entries.tsx';
import { piecesOf } from '../../time/lanes.ts';
import { useTimeT } from '../../time/messages.ts';
import { daysOf } from '../../time/span.ts';
import { useTimeText } from '../../time/text.ts';
import { DAY, dayText, isWeekend, startOf, type Wall } from '../../time/wall.ts';
import { Chip } from './chip.tsx';

/** What the days of a calendar share: who is carried, and what a hand may do. */
export interface Days {
  readonly today: Wall;
  /** Shown beside days of other months, which stand back. */
  readonly month?: Wall | undefined;
  /** The day that the keyboard is on. */
  readonly active: Wall;
  readonly onActive: (day: Wall) => void;
  readonly onKeyDown: (event: KeyboardEvent, day: Wall) => void;
  /** The day whose list is open. */
  readonly listed: Wall | undefined;
  readonly onList: (day: Wall | undefined) => void;
  readonly list: (day: Wall) => ReactNode;
  readonly carried: string | undefined;
  readonly onCreate: ((day: Wall) => void) | undefined;
  readonly onGrab: ((event: PointerEvent, entry: Entry) => void) | undefined;
  readonly onStretch: ((event: PointerEvent, entry: Entry) => void) | undefined;
}

/** Px of a day's head and of a bar with the room below it. */
export const DAY_HEAD = 30;
export const BAR = 24;

/** Days beside each other with the bars that lie over them; bars beyond `lanes` are counted and listed on demand. */
export function WeekRow(props: {
  readonly days: readonly Wall[];
  readonly entries: readonly Entry[];
  readonly lanes: number;
  readonly shared: Days;
  /** Also names the weekday. */
  readonly named?: boolean;
}) {
  const { days, shared } = props;
  const t = useTimeT();
  const text = useTimeText();
  const first = days[0] ?? 0;
  const pieces = piecesOf(props.entries, first, days.length);
  const used = Math.max(0, ...pieces.map(({ lane }) => lane + 1));
  const shown = used > props.lanes ? Math.max(0, props.lanes - 1) : props.lanes;
  return (
    <div className="v-week" role="row">
      {days.map((day, col) => {
        const over = pieces.filter((piece) => piece.col <= col && piece.col + piece.cols > col);
        const hidden = over.filter(({ lane }) => lane >= shown).length;
        const away = shared.month !== undefined && startOf(day, 'month') !== shared.month;
        const open = (event: { stopPropagation(): void }) => {
          event.stopPropagation();
          shared.onList(day);
        };
        return (
          <div
            key={day}
            role="gridcell"
            className="v-day"
            data-day={dayText(day)}
            data-off={isWeekend(day) || undefined}
            data-away={away || undefined}
            data-today={day === shared.today || undefined}
            tabIndex={day === shared.active ? 0 : -1}
            aria-current={day === shared.today ? 'date' : undefined}
            onFocus={(event) => {
              if (event.target === event.currentTarget) shared.onActive(day);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && shared.listed === day) shared.onList(undefined);
              else if (event.target === event.currentTarget) shared.onKeyDown(event, day);
            }}
            onClick={(event) => {
              // The list of the day lies elsewhere on the page, though it belongs to the day.
              if (!event.currentTarget.contains(event.target as Node)) return;
              if (shared.onCreate) shared.onCreate(day);
              else shared.onList(day);
            }}
          >
            <span className="t-sr-only">{t('onDay', { day: text.fullDay(day), count: over.length })}</span>
            <Popover
              open={shared.listed === day}
              trigger={[]}
              placement="rightTop"
              content={shared.listed === day ? shared.list(day) : null}
            >
              <button type="button" className="v-day-number t-num" tabIndex={-1} aria-hidden onClick={open}>
                {props.named ? <span className="v-day-name">{text.weekday(day)}</span> : null}
                <span className="v-day-date">{numberOf(day, text.shortMonth)}</span>
              </button>
            </Popover>
            {pieces
              .filter((piece) => piece.col === col && piece.lane < shown)
              .map(({ item, cols, lane, cutStart, cutEnd }) => (
                <Chip
                  key={item.id}
                  entry={item}
                  look="bar"
                  tab={false}
                  carried={shared.carried === item.id}
                  cutStart={cutStart}
                  cutEnd={cutEnd}
                  style={{ top: DAY_HEAD + lane * BAR, width: `calc(${cols * 100}% - 6px)` }}
                  onGrab={shared.onGrab && ((event) => shared.onGrab?.(event, item))}
                  onStretch={
                    shared.onStretch && !cutEnd ? (event) => shared.onStretch?.(event, item) : undefined
                  }
                />
              ))}
            {hidden > 0 ? (
              <button
                type="button"
                className="v-day-more"
                tabIndex={-1}
                style={{ top: DAY_HEAD + shown * BAR }}
                onClick={open}
              >
                +{hidden}
                <span className="t-sr-only">{t('more', { count: hidden })}</span>
              </button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

/** The number of a day; the first of a month says which month begins. */
const numberOf = (day: Wall, month: (at: Wall) => string): string => {
  const date = new Date(day).getUTCDate();
  return date === 1 ? month(day) : String(date);
};

/** Entries that touch a day, by the clock. */
export const onDay = (entries: readonly Entry[], day: Wall): Entry[] =>
  entries
    .filter(({ span }) => {
      const { from, to } = daysOf(span);
      return from <= day && to >= day + DAY;
    })
    .sort((a, b) => Number(b.span.allDay) - Number(a.span.allDay) || a.span.from - b.span.from);
