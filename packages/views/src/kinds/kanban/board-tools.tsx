import type { JsonObject, KanbanConfig } from '@trellis/metadata';
import { Icon, useIsPhone } from '@trellis/ui/react';
import { Button, Popover, Switch } from 'antd';
import { useId, useState } from 'react';
import type { ViewFacet } from '../facet.tsx';
import { DensitySwitch, OrderSwitch } from './choices.tsx';
import { dimensionOf } from './dimension.ts';
import { useBoardT } from './messages.ts';
import './settings.css';

/** How the member wants to see the board. Changes nothing for others. */
export const BoardTools: NonNullable<ViewFacet<KanbanConfig>['Tools']> = ({ info, config, adjust }) => {
  const t = useBoardT();
  const id = useId();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  if (phone || !adjust) return null;
  const set = (change: Partial<KanbanConfig>) => adjust({ config: change as unknown as JsonObject });
  const byOptions = dimensionOf(info, config.lane)?.options !== undefined;
  const panel = (
    <div className="v-board-tools">
      <h3>{t('density')}</h3>
      <DensitySwitch value={config.density} onChange={(density) => set({ density })} />
      {byOptions ? null : (
        <>
          <h3>{t('order')}</h3>
          <OrderSwitch value={config.order} onChange={(order) => set({ order, first: [] })} />
        </>
      )}
      <div className="v-board-switch">
        <Switch
          size="small"
          aria-labelledby={`${id}-empty`}
          checked={config.hideEmpty ?? false}
          onChange={(hideEmpty) => set({ hideEmpty })}
        />
        <span id={`${id}-empty`}>{t('hideEmpty')}</span>
      </div>
      {(config.first?.length ?? 0) > 0 ? (
        <Button type="link" size="small" onClick={() => set({ first: [] })}>
          {t('ownOrder')}
        </Button>
      ) : null}
      <p className="t-muted">{t('hint')}</p>
    </div>
  );
  return (
    <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" icon={<Icon name="settings" />} title={t('tools')} aria-expanded={open}>
        {t('tools')}
      </Button>
    </Popover>
  );
};
