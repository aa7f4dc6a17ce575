import { Icon, optionColors } from '@trellis/ui/react';
import type { CSSProperties } from 'react';
import { stepColor } from '../../values/steps.ts';
import type { RatingConfig } from './model.ts';

/** What a rating is drawn with: its sign, and the colour of its level. */
export function ratingLook({ icon, colors }: RatingConfig, value: string | null) {
  const color = value === null ? undefined : stepColor(value, colors);
  return {
    // Stars are the ones that antd draws itself.
    ...(icon && icon !== 'star' ? { character: <Icon name={`${icon}-filled`} /> } : {}),
    ...(color ? { style: { color: optionColors(color).solid } as CSSProperties } : {}),
  };
}
