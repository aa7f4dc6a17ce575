import type { PublicFacet } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { RatingConfig } from './model.ts';

const SIGNS = { star: '★', heart: '♥', like: '●', fire: '▲', flag: '⚑', trophy: '◆' } as const;

export const publicRating: PublicFacet<RatingConfig> = {
  type: 'rating',
  group: true,
  Input: ({ config, value, onChange, id, disabled, describedBy, place }) => (
    <div className="p-rating">
      {Array.from({ length: config.max }, (_, index) => String(index + 1)).map((level) => (
        <label key={level} className="p-level" data-on={Number(value) >= Number(level) || undefined}>
          <input
            type="radio"
            name={id}
            id={level === '1' ? id : undefined}
            checked={value === level}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-label={say(place.locale, 'stars', level)}
            onChange={() => onChange(level)}
          />
          <span aria-hidden="true">{SIGNS[config.icon ?? 'star']}</span>
        </label>
      ))}
    </div>
  ),
};
