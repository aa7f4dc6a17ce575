import { normalizeDecimal } from '@trellis/logic';
import { Rate } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ratingLook } from './look.tsx';
import type { RatingConfig } from './model.ts';

/** Stars to click; arrow keys move, the same star again clears. */
export function RatingWidget(props: WidgetProps<RatingConfig>) {
  return (
    <Rate
      id={props.id}
      count={props.config.max}
      value={Number(props.value ?? 0)}
      {...ratingLook(props.config, typeof props.value === 'string' ? normalizeDecimal(props.value) : null)}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.label ? { 'aria-label': props.label } : {})}
      {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      onChange={(stars) => props.onChange(stars === 0 ? null : String(stars))}
    />
  );
}
