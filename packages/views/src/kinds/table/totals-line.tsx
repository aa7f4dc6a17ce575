import type { Totals } from '@trellis/metadata';
import type { Column } from '../../data/columns.ts';
import { alignOf } from './align.tsx';
import type { Group } from './lines.ts';
import { useGridT } from './messages.ts';
import { stickyAt } from './sticky.ts';
import { TotalCell } from './total-cell.tsx';

/** What is worked out of all records, below the list and under its columns. */
export function TotalsLine(props: {
  readonly columns: readonly Column[];
  readonly frozen: number;
  readonly totals: Totals;
  readonly values: Group['totals'];
}) {
  const t = useGridT();
  return (
    <div className="v-totals-line">
      <div className="v-grid-check" />
      {props.columns.map((column, col) => {
        const sticky = stickyAt(col, props.frozen);
        return (
          <div
            key={column.key}
            className="v-group-total"
            data-align={alignOf(column)}
            {...sticky.marks}
            style={{ ...sticky.style, width: `var(--v-w${col})` }}
          >
            {col === 0 && !props.totals[column.key] ? (
              <span className="v-total-op">{t('totalsRow')}</span>
            ) : (
              <TotalCell column={column} op={props.totals[column.key]} value={props.values[column.key]} />
            )}
          </div>
        );
      })}
    </div>
  );
}
