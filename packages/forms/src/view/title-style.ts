import type { TitleStyle } from '@trellis/metadata';
import { optionColors } from '@trellis/ui/react';

/** Attributes of a label that is written in a way of its own: its size follows where it stands, its colour the theme. */
export function titleAttributes(style: TitleStyle | undefined): {
  readonly 'data-size'?: 'small' | 'large';
  readonly 'data-bold'?: true;
  readonly style?: { readonly color: string };
} {
  if (!style) return {};
  const { size, bold, color } = style;
  return {
    ...(size ? { 'data-size': size } : {}),
    ...(bold ? { 'data-bold': bold } : {}),
    ...(color ? { style: { color: optionColors(color).fg } } : {}),
  };
}
