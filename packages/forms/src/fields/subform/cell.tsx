import { Popover } from 'antd';
import { rowsOf } from '../../form/rows.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import type { SubformConfig } from './model.ts';
import './subform.css';
import { RowsTable } from './rows-table.tsx';
import { useSummary } from './total-text.tsx';
import { totalsOf } from './totals.ts';

/** Rows to read: a table on a page; how many and what they come to in a list, with the table behind it. */
export function SubformCell(props: CellProps<SubformConfig>) {
  const { field, config, value, refs } = props;
  const rows = field.owned;
  return rows ? (
    props.look === 'page' ? (
      <RowsTable rows={rows} config={config} value={rowsOf(value)} refs={refs} />
    ) : (
      <Summary {...props} rows={rows} />
    )
  ) : null;
}

function Summary({
  rows,
  config,
  value,
  refs,
}: CellProps<SubformConfig> & { rows: NonNullable<CellProps['field']['owned']> }) {
  const summary = useSummary(rows);
  const list = rowsOf(value);
  return (
    <Popover
      destroyOnHidden
      content={
        <div className="f-rows-popover">
          <RowsTable rows={rows} config={config} value={list} refs={refs} most={10} />
        </div>
      }
    >
      <span className="t-num t-ellipsis">{summary(list.length, totalsOf(rows, config, value))}</span>
    </Popover>
  );
}
