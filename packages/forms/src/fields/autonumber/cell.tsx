import type { CellProps } from '../../widgets/facet.tsx';

export function AutonumberCell({ value }: CellProps) {
  return <span className="t-num t-ellipsis">{String(value)}</span>;
}
