import type { TableConfig } from '@trellis/metadata';
import { Icon, later, SkeletonRows, useIsPhone } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useT } from '../../messages.ts';
import type { ViewFacet } from '../facet.tsx';

const ColumnPanel = later(
  async () => (await import('./column-panel.tsx')).ColumnPanel,
  <div className="v-columns">
    <SkeletonRows rows={10} columns={1} height={30} />
  </div>,
);

/** Which columns the member wants to see, in what order, and how high the rows are. Changes nothing for others. */
export const ColumnTools: NonNullable<ViewFacet<TableConfig>['Tools']> = ({ info, view, config, adjust }) => {
  const t = useT();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  if (phone || !adjust) return null;
  const panel = <ColumnPanel info={info} view={view} config={config} adjust={adjust} />;
  return (
    <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" icon={<Icon name="settings" />} title={t('columns')} aria-expanded={open}>
        {t('columns')}
      </Button>
    </Popover>
  );
};
