import { Icon, optionColors } from '@trellis/ui/react';
import { stepColor } from '../../values/steps.ts';
import type { RatingConfig } from './model.ts';

/** One sign of a rating. */
export const RatingSign = ({ icon = 'star' }: Pick<RatingConfig, 'icon'>) => <Icon name={`${icon}-filled`} />;

/** The colour of a rating: of its level, else that of stars. */
export const ratingColor = ({ colors }: RatingConfig, value: string | null): string =>
  optionColors((value === null ? undefined : stepColor(value, colors)) ?? 'amber').solid;
