import { optionColors } from '@trellis/ui/react';
import type { Entry } from '../../time/entries.tsx';
import { useTimeT } from '../../time/messages.ts';
import { useTimeText } from '../../time/text.ts';
import { dayText, startOf, type Wall } from '../../time/wall.ts';
import { onDay } from './week-row.tsx';

/** Dots that a day has room for. */
const DOTS = 3;

/** Days that fit a hand, with dots for what is on them; one of them is chosen. */
export function PhoneDays(props: {
  readonly weeks: readonly (readonly Wall[])[];
  /** Days of other months stand back. */
  readonly month: Wall | undefined;
  readonly today: Wall;
  readonly chosen: Wall;
  readonly entries: readonly Entry[];
  readonly onChoose: (day: Wall) => void;
}) {
  const t = useTimeT();
  const text = useTimeText();
  const { weeks, month } = props;
  return (
    <div className="v-phone-month">
      {weeks[0]?.map((day) => (
        <span key={day} className="v-phone-weekday" aria-hidden>
          {text.weekday(day).replace('周', '')}
        </span>
      ))}
      {weeks.flat().map((day) => {
        const entries = onDay(props.entries, day);
        return (
          <button
            key={day}
            type="button"
            className="v-phone-day t-num"
            data-away={(month !== undefined && startOf(day, 'month') !== month) || undefined}
            data-today={day === props.today || undefined}
            aria-pressed={day === props.chosen}
            aria-label={t('onDay', { day: text.fullDay(day), count: entries.length })}
            onClick={() => props.onChoose(day)}
          >
            <span className="v-phone-date">{Number(dayText(day).slice(8))}</span>
            <span className="v-phone-dots">
              {entries.slice(0, DOTS).map((entry) => (
                <i key={entry.id} style={{ background: optionColors(entry.color ?? 'teal').solid }} />
              ))}
            </span>
          </button>
        );
      })}
    </div>
  );
}
