import { compareDecimal, normalizeDecimal } from '@trellis/logic';
import { type Issue, type JsonObject, OPTION_COLORS, type OptionColor } from '@trellis/metadata';
import { type Bound, boundSchema } from './number.ts';

/** A colour for values from a bound up to the next step; the first may begin anywhere. */
export type ColorStep = {
  readonly from?: Bound;
  readonly color: OptionColor;
};

/** JSON Schema of colours by interval in settings. */
export const colorStepsSchema: JsonObject = {
  type: 'array',
  maxItems: 12,
  items: {
    type: 'object',
    required: ['color'],
    additionalProperties: false,
    properties: { from: boundSchema, color: { type: 'string', enum: OPTION_COLORS } },
  },
};

/** The colour of the last step that the value has reached. */
export function stepColor(value: string, steps: readonly ColorStep[] | undefined): OptionColor | undefined {
  let color: OptionColor | undefined;
  for (const { from, color: next } of steps ?? []) {
    const bound = from === undefined ? null : normalizeDecimal(from);
    if (bound === null || compareDecimal(value, bound) >= 0) color = next;
  }
  return color;
}

/** Steps that are not in rising order. */
export function stepIssues(steps: readonly ColorStep[] | undefined): readonly Issue[] {
  return (steps ?? []).flatMap(({ from }, index): readonly Issue[] => {
    const [before, own] = [steps?.[index - 1]?.from, from].map((bound) =>
      bound === undefined ? null : normalizeDecimal(bound),
    );
    if (index === 0) return [];
    const rising = own !== null && own !== undefined && (before == null || compareDecimal(before, own) < 0);
    return rising ? [] : [{ path: ['colors', index, 'from'], code: 'not_ascending' }];
  });
}
