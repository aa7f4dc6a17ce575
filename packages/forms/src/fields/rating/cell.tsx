import type { CellProps } from '../../widgets/facet.tsx';
import { RatingSign, ratingColor } from './look.tsx';
import type { RatingConfig } from './model.ts';

/** Signs, small enough for a row; the number for screen readers. */
export function RatingCell({ value, config }: CellProps<RatingConfig>) {
  return (
    <span
      role="img"
      aria-label={`${value} / ${config.max}`}
      className="f-rating"
      style={{ color: ratingColor(config, String(value)), fontSize: config.max > 5 ? 12 : 14 }}
    >
      {Array.from({ length: config.max }, (_, index) => (
        <span key={index} {...(index < Number(value) ? {} : { className: 'f-rating-off' })}>
          <RatingSign {...config} />
        </span>
      ))}
    </span>
  );
}
