import type { CellProps } from '../../widgets/facet.tsx';
import { LinkedText } from '../../widgets/linked-text.tsx';
import { MaybeMasked } from '../../widgets/masked.tsx';
import { FormattedCell } from '../../widgets/text-cell.tsx';
import type { TextConfig } from './model.ts';

/** Masked where the field says so; web addresses can be opened. */
export function TextCell(props: CellProps<TextConfig>) {
  const { mask, links } = props.config;
  const text = String(props.value);
  if (!mask && !links) return <FormattedCell {...props} />;
  return (
    <MaybeMasked text={text} mask={mask}>
      <span className={props.look === 'row' ? 't-ellipsis' : undefined} title={mask ? undefined : text}>
        {links ? <LinkedText text={text} /> : text}
      </span>
    </MaybeMasked>
  );
}
