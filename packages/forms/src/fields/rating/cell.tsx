import { Rate } from 'antd';
import type { CellProps } from '../../widgets/facet.tsx';
import type { RatingConfig } from './model.ts';

/** Stars, small enough for a row; the number for screen readers. */
export function RatingCell({ value, config }: CellProps<RatingConfig>) {
  return (
    <span role="img" aria-label={`${value} / ${config.max}`}>
      <Rate disabled count={config.max} value={Number(value)} style={{ fontSize: 14 }} />
    </span>
  );
}
