import type { TableConfig } from '@trellis/metadata';
import type { SettingsProps } from '../facet.tsx';
import { ColumnList } from './column-list.tsx';

/** The columns of a table, as all who see the view find them. */
export function TableSettings({ info, config, onChange }: SettingsProps<TableConfig>) {
  return (
    <ColumnList
      form={info.form}
      columns={config.columns}
      onChange={(columns) => onChange({ ...config, columns })}
    />
  );
}
