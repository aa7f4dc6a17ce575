import { optionColors } from '@trellis/ui/react';
import type { Entry } from '../../time/entries.tsx';
import { useTimeT } from '../../time/messages.ts';
import { useTimeText } from '../../time/text.ts';
import { dayText, startOf, type Wall, weeksOfMonth } from '../../time/wall.ts';
import { onDay } from './week-row.tsx';

/** Dots that a day has room for. */
const DOTS = 3;

/** A month that fits a hand: days with dots, one of them chosen. */
export function PhoneMonth(props: {
  readonly month: Wall;
  readonly today: Wall;
  readonly chosen: Wall;
  readonly entries: readonly Entry[];
  readonly onChoose: (day: Wall) => void;
}) {
  const t = useTimeT();
  const text = useTimeText();
  const weeks = weeksOfMonth(props.month);
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
            data-away={startOf(day, 'month') !== props.month || undefined}
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
