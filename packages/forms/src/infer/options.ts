import { OPTION_COLORS } from '@trellis/metadata';
import type { ChoiceOption } from '../values/choice.ts';

/** Options by the names that stand in a column, the commonest first. */
export function optionsNamed(counts: ReadonlyMap<string, number>): readonly ChoiceOption[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([zh], index) => ({
      key: `option_${index + 1}`,
      label: { zh },
      color: OPTION_COLORS[(index + 1) % OPTION_COLORS.length] ?? 'gray',
    }));
}

/** Longest name of an option, and how many of them a list can hold. */
export const MAX_NAME = 30;
export const MAX_OPTIONS = 100;
