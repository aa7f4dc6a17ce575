import type { Issue } from '@trellis/metadata';
import type { Shape } from './contract.ts';

/** Issues of a report with too few or too many dimensions. */
export function dimensionsBetween({ dimensions }: Shape, min: number, max: number): readonly Issue[] {
  if (dimensions.length >= min && dimensions.length <= max) return [];
  const path = ['report', 'dimensions'];
  return min === max
    ? [{ path, code: 'chart_dimensions_exact', params: { count: min } }]
    : [{ path, code: 'chart_dimensions', params: { min, max } }];
}

/** Issues of a setting that names a measure which the report does not have. */
export function measureNamed(
  { measures }: Shape,
  setting: string,
  key: string | undefined,
): readonly Issue[] {
  return key === undefined || measures.some((measure) => measure.key === key)
    ? []
    : [{ path: ['config', setting], code: 'chart_measure', params: { name: key } }];
}

/** Issues of measures that can't be drawn by size: the first or last date of a group. */
export function numbersOnly({ measures }: Shape): readonly Issue[] {
  return measures.flatMap(({ key, kind }, index) =>
    kind === 'number'
      ? []
      : [{ path: ['report', 'measures', index], code: 'chart_number', params: { name: key } }],
  );
}
