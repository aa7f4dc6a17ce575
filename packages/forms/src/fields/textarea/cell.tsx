import type { CellProps } from '../../widgets/facet.tsx';
import { FormattedCell } from '../../widgets/text-cell.tsx';

/** Keeps line breaks where there is room for them. */
export function TextareaCell(props: CellProps) {
  if (props.look === 'row') return <FormattedCell {...props} />;
  return <span className="f-lines">{String(props.value)}</span>;
}
