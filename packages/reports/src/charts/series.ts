import type { LocalText } from '@trellis/metadata';
import type { ReportResult } from './contract.ts';

/** One number of a chart, and where it stands in the result. */
interface Point {
  /** Index of the row; absent where there is no such group. */
  readonly row?: number;
  /** Decimal text; null for no value. */
  readonly value: string | null;
}

export interface Series {
  readonly key: string;
  readonly label: LocalText;
  /** Index of the measure. */
  readonly measure: number;
  /** Option colour of the value that makes the series. */
  readonly color?: string;
  /** One per category. */
  readonly points: readonly Point[];
}

export interface Category {
  readonly value: string | null;
  readonly label: LocalText;
}

/** Categories by the first dimension; a series per measure, or per value of the second dimension. */
export function seriesOf(result: ReportResult): { categories: Category[]; series: Series[] } {
  const categories = distinct(result, 0);
  if (result.dimensions.length < 2) {
    const points = (measure: number) =>
      result.rows.map(({ values }, row): Point => ({ row, value: values[measure] ?? null }));
    return {
      categories,
      series: result.measures.map(({ key, label }, measure) => ({
        key,
        label,
        measure,
        points: points(measure),
      })),
    };
  }
  const rows = new Map(result.rows.map(({ dims }, row) => [JSON.stringify(dims.slice(0, 2)), row]));
  const series = distinct(result, 1).map(({ value, label }): Series => {
    const color = result.dimensions[1]?.options?.find(({ key }) => key === value)?.color;
    return {
      key: value ?? '',
      label,
      measure: 0,
      ...(color ? { color } : {}),
      points: categories.map((category): Point => {
        const row = rows.get(JSON.stringify([category.value, value]));
        return row === undefined ? { value: null } : { row, value: result.rows[row]?.values[0] ?? null };
      }),
    };
  });
  return { categories, series };
}

function distinct({ rows }: ReportResult, dimension: number): Category[] {
  const found = new Map<string | null, LocalText>();
  for (const { dims, labels } of rows) {
    const label = labels[dimension];
    if (label) found.set(dims[dimension] ?? null, found.get(dims[dimension] ?? null) ?? label);
  }
  return [...found].map(([value, label]) => ({ value, label }));
}

/** Whether there is nothing to draw: no group, or none with a number other than zero. */
export const isEmpty = ({ rows }: ReportResult): boolean =>
  rows.every(({ values }) => values.every((value) => value === null || value === '0'));
