import type { OptionColor } from '@trellis/metadata';

/** A colour of an option: ground and text of its tag, and a solid tone for dots, lane heads and charts. */
export interface OptionShade {
  readonly bg: string;
  readonly fg: string;
  readonly solid: string;
}

const shade = (bg: string, fg: string, solid: string): OptionShade => ({ bg, fg, solid });

/** Text on ground has a contrast of at least 4.5, solid on the surface at least 3 (contrast.test.ts). */
export const OPTION_PALETTE: Readonly<Record<'light' | 'dark', Readonly<Record<OptionColor, OptionShade>>>> =
  {
    light: {
      gray: shade('#eceff2', '#434d57', '#7a8592'),
      red: shade('#fde7e7', '#a31f1f', '#d64545'),
      orange: shade('#ffebdc', '#99400b', '#d9681d'),
      amber: shade('#fdf1cf', '#7a4d05', '#b07a0c'),
      lime: shade('#eef6d3', '#4a6109', '#6f9112'),
      green: shade('#def5e3', '#1b6530', '#2f9a50'),
      teal: shade('#d8f3ee', '#0d5f58', '#158f83'),
      cyan: shade('#d9f2f8', '#0c5a70', '#1589a8'),
      blue: shade('#e2eefe', '#1a4fa3', '#3678d8'),
      indigo: shade('#e8e9fd', '#3d3fa8', '#5f63d6'),
      purple: shade('#f1e6fb', '#6b2ba1', '#9352cc'),
      pink: shade('#fce5f1', '#9c1f63', '#cf4488'),
    },
    dark: {
      gray: shade('#2c343c', '#c3cbd3', '#8d98a4'),
      red: shade('#45201f', '#ffb0ab', '#ee6f6b'),
      orange: shade('#452714', '#ffbe8f', '#ec8a45'),
      amber: shade('#3f2f0e', '#f3cf7c', '#d29c2c'),
      lime: shade('#2b360f', '#cbe382', '#94b733'),
      green: shade('#173821', '#9adfae', '#4bb46c'),
      teal: shade('#113733', '#88ddd1', '#35ab9e'),
      cyan: shade('#103641', '#8ad8ec', '#37a6c4'),
      blue: shade('#1a3155', '#a9ccff', '#5f99ee'),
      indigo: shade('#292b5c', '#c1c4ff', '#8589f0'),
      purple: shade('#3a2152', '#dcb8fa', '#b07ae2'),
      pink: shade('#471d35', '#ffb0d6', '#e3699f'),
    },
  };

/** Custom properties of an option's colour for styles; an option without one is gray. */
export function optionColors(color: OptionColor | undefined): OptionShade {
  const name = color ?? 'gray';
  return {
    bg: `var(--t-option-${name}-bg)`,
    fg: `var(--t-option-${name}-fg)`,
    solid: `var(--t-option-${name}-solid)`,
  };
}
