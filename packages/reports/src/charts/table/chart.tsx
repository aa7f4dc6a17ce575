import type { ChartProps } from '../facet.tsx';
import { ResultTable } from '../result-table.tsx';
import type { TableConfig } from './model.ts';

export function TableChart({ result, name, onDrill }: ChartProps<TableConfig>) {
  return <ResultTable result={result} name={name} onDrill={onDrill} />;
}
