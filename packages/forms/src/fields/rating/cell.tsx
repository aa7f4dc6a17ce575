import { Rate } from 'antd';
import type { CellProps } from '../../widgets/facet.tsx';
import { ratingLook } from './look.tsx';
import type { RatingConfig } from './model.ts';

/** Stars, small enough for a row; the number for screen readers. */
export function RatingCell({ value, config }: CellProps<RatingConfig>) {
  const look = ratingLook(config, String(value));
  return (
    <span role="img" aria-label={`${value} / ${config.max}`} className="f-rating">
      <Rate
        disabled
        count={config.max}
        value={Number(value)}
        {...look}
        style={{ ...look.style, fontSize: config.max > 5 ? 12 : 14 }}
      />
    </span>
  );
}
