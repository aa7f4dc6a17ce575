import { normalizeDecimal } from '@trellis/logic';
import { Rate } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { RatingSign, ratingColor } from './look.tsx';
import type { RatingConfig } from './model.ts';

/** Signs to click; arrow keys move, the same one again clears. */
export function RatingWidget(props: WidgetProps<RatingConfig>) {
  const value = typeof props.value === 'string' ? normalizeDecimal(props.value) : null;
  return (
    <Rate
      id={props.id}
      count={props.config.max}
      value={Number(value ?? 0)}
      style={{ color: ratingColor(props.config, value) }}
      character={({ index = 0 }) => (
        <>
          <RatingSign {...props.config} />
          <span className="t-sr-only">{index + 1}</span>
        </>
      )}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.label ? { 'aria-label': props.label } : {})}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      onChange={(stars) => props.onChange(stars === 0 ? null : String(stars))}
    />
  );
}
