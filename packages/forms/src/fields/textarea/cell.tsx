import type { CellProps } from '../../widgets/facet.tsx';
import { LinkedText } from '../../widgets/linked-text.tsx';
import { FormattedCell } from '../../widgets/text-cell.tsx';
import type { TextareaConfig } from './model.ts';

/** Keeps line breaks where there is room for them. */
export function TextareaCell(props: CellProps<TextareaConfig>) {
  if (props.look === 'row') return <FormattedCell {...props} />;
  const text = String(props.value);
  return <span className="f-lines">{props.config.links ? <LinkedText text={text} /> : text}</span>;
}
