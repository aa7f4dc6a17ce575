import type { WidgetProps } from '../widgets/facet.tsx';
import { useT } from './messages.tsx';
import './result.css';
import { type FindFacet, resultCell } from './result-cell.tsx';

/**
 * Never edited: the value as it stands, changing with what it is computed from, and looking as it does on every page. An
 * `output` has a label as an input has one.
 */
export const resultWidget = (find: FindFacet) => {
  const Cell = resultCell(find);
  return function ResultWidget({ field, config, value, id, refs, look, label, describedBy }: WidgetProps) {
    const t = useT();
    return (
      <output
        id={id}
        className="f-result"
        data-look={look ?? 'form'}
        data-number={field.kind === 'number' || undefined}
        aria-live="off"
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        {...(label ? { 'aria-label': label } : {})}
      >
        {value === null ? (
          <span className="t-muted">{t('computed')}</span>
        ) : (
          <Cell
            field={field}
            config={config}
            value={value}
            refs={refs}
            look={look === 'cell' ? 'row' : 'page'}
          />
        )}
      </output>
    );
  };
};
