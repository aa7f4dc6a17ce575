import type { JsonObject, TableConfig } from '@trellis/metadata';
import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useT } from '../../messages.ts';
import { RowHeightSwitch } from '../../settings/row-height.tsx';
import type { ViewFacet } from '../facet.tsx';
import { ColumnList } from './column-list.tsx';

/** Which columns the member wants to see, in what order, and how high the rows are. Changes nothing for others. */
export const ColumnTools: NonNullable<ViewFacet<TableConfig>['Tools']> = ({ info, view, config, adjust }) => {
  const t = useT();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  if (phone || !adjust) return null;
  const panel = (
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
  return (
    <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" icon={<Icon name="settings" />} title={t('columns')} aria-expanded={open}>
        {t('columns')}
      </Button>
    </Popover>
  );
};
