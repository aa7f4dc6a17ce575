import type { JsonObject, TableConfig } from '@trellis/metadata';
import { useT } from '../../messages.ts';
import { RowHeightSwitch } from '../../settings/row-height.tsx';
import type { ViewProps } from '../facet.tsx';
import { ColumnList } from './column-list.tsx';

/** How high the rows are, and which columns there are in which order. */
export function ColumnPanel({
  info,
  view,
  config,
  adjust,
}: Pick<ViewProps<TableConfig>, 'info' | 'view' | 'config'> & {
  readonly adjust: NonNullable<ViewProps['adjust']>;
}) {
  const t = useT();
  return (
    <div className="v-columns">
      <h3>{t('rowHeight')}</h3>
      <RowHeightSwitch value={view.rowHeight} onChange={(rowHeight) => adjust({ rowHeight })} />
      <h3>{t('columnsTitle')}</h3>
      <ColumnList
        form={info.form}
        columns={config.columns}
        onChange={(columns) => adjust({ config: { columns } as unknown as JsonObject })}
      />
    </div>
  );
}
