import type { PublicFacet } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { DurationConfig } from './model.ts';

/** The value is a number of seconds; visitors give hours and minutes. */
export const publicDuration: PublicFacet<DurationConfig> = {
  type: 'duration',
  group: true,
  Input: ({ value, onChange, id, disabled, invalid, describedBy, place: { locale } }) => {
    const seconds = value === null ? undefined : Math.round(Number(value));
    const parts = {
      hours: seconds === undefined ? '' : String(Math.floor(seconds / 3600)),
      minutes: seconds === undefined ? '' : String(Math.floor((seconds % 3600) / 60)),
    };
    const put = (change: Partial<typeof parts>) => {
      const next = { ...parts, ...change };
      const digits = (text: string) => Number(text.normalize('NFKC').replace(/\D/g, '').slice(0, 6));
      const empty = next.hours === '' && next.minutes === '';
      onChange(empty ? null : String(digits(next.hours) * 3600 + digits(next.minutes) * 60));
    };
    return (
      <div className="p-duration">
        {(['hours', 'minutes'] as const).map((part) => (
          <span key={part} className="p-affixed">
            <input
              className="p-input"
              id={part === 'hours' ? id : undefined}
              inputMode="numeric"
              aria-label={say(locale, part)}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              disabled={disabled}
              value={parts[part]}
              onChange={({ target }) => put({ [part]: target.value })}
            />
            <span className="p-affix">{say(locale, part)}</span>
          </span>
        ))}
      </div>
    );
  },
};
