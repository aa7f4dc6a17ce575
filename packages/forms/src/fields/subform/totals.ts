import { addDecimal, compareDecimal, divDecimal } from '@trellis/logic';
import type { CompiledForm } from '../../form/compile.ts';
import { type RowValue, rowsOf } from '../../form/rows.ts';
import type { SubformConfig, Total } from './model.ts';

export interface ColumnTotal {
  readonly column: string;
  readonly of: Total;
  /** Exact number; null where no row has one. */
  readonly value: string | null;
}

/** The totals that a sub-form shows of its rows. Values that can't be read yet count as absent. */
export function totalsOf(
  rows: CompiledForm,
  { totals = [] }: SubformConfig,
  value: unknown,
): readonly ColumnTotal[] {
  const list = rowsOf(value as Parameters<typeof rowsOf>[0]);
  return totals.flatMap(({ column, of }) =>
    rows.fields.has(column) ? [{ column, of, value: aggregate(of, numbersIn(rows, column, list)) }] : [],
  );
}

function numbersIn(rows: CompiledForm, column: string, list: readonly RowValue[]): readonly string[] {
  const field = rows.fields.get(column);
  return list.flatMap((row) => {
    const read = field?.type.normalise(row[column] ?? null, field.config);
    return read?.ok && typeof read.value === 'string' ? [read.value] : [];
  });
}

function aggregate(of: Total, numbers: readonly string[]): string | null {
  const [first, ...rest] = numbers;
  if (first === undefined) return of === 'sum' ? '0' : null;
  if (of === 'min') return rest.reduce((a, b) => (compareDecimal(a, b) <= 0 ? a : b), first);
  if (of === 'max') return rest.reduce((a, b) => (compareDecimal(a, b) >= 0 ? a : b), first);
  const sum = addDecimal(...numbers);
  return of === 'sum' || sum === null ? sum : divDecimal(sum, String(numbers.length));
}
