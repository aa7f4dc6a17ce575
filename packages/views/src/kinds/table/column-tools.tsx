import type { TableConfig } from '@trellis/metadata';
import { Icon, moved, SortableList, useIsPhone } from '@trellis/ui/react';
import { Button, Checkbox, Popover, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { type Column, columnsOf } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { useT } from '../../messages.ts';
import { arrange, type GridPrefs, type RowHeight } from '../../state/columns.ts';
import { usePref } from '../../state/storage.tsx';
import type { ViewProps } from '../facet.tsx';

const NO_PREFS: GridPrefs = {};

/** Which columns the member wants to see, in what order, and how high the rows are. Changes nothing for others. */
export function ColumnTools({
  info,
  config,
  prefs: name,
}: Pick<ViewProps<TableConfig>, 'info' | 'config' | 'prefs'>) {
  const t = useT();
  const phone = useIsPhone();
  const label = useFieldLabel(info.form);
  const [open, setOpen] = useState(false);
  const [prefs, setPrefs] = usePref<GridPrefs>(name, NO_PREFS);
  const all = useMemo(
    () => arrange(columnsOf(info.form, config.columns), prefs).all,
    [info.form, config, prefs],
  );
  if (phone) return null;
  const hidden = new Set(prefs.hidden);
  const [first, ...rest] = all;
  const items = rest.map((column: Column) => ({ ...column, id: column.key }));
  const heights: { value: RowHeight; label: string }[] = [
    { value: 'short', label: t('heightShort') },
    { value: 'medium', label: t('heightMedium') },
    { value: 'tall', label: t('heightTall') },
    { value: 'taller', label: t('heightTaller') },
  ];
  const toggle = (key: string, shown: boolean) =>
    setPrefs({ ...prefs, hidden: shown ? [...hidden].filter((k) => k !== key) : [...hidden, key] });
  const panel = (
    <div className="v-columns">
      <h3>{t('rowHeight')}</h3>
      <Segmented
        block
        size="small"
        value={prefs.height ?? 'short'}
        onChange={(height) => setPrefs({ ...prefs, height })}
        options={heights}
      />
      <h3>{t('columnsTitle')}</h3>
      <div className="v-columns-list">
        {first ? (
          <div className="v-columns-row">
            <Checkbox checked disabled>
              {label(first.key)}
            </Checkbox>
          </div>
        ) : null}
        <SortableList
          items={items}
          label={(item) => label(item.key)}
          onMove={(from, to) =>
            setPrefs({
              ...prefs,
              order: [...(first ? [first.key] : []), ...moved(items, from, to).map((c) => c.key)],
            })
          }
          render={(item, handle) => (
            <div className="v-columns-row">
              <Checkbox
                checked={!hidden.has(item.key)}
                onChange={(event) => toggle(item.key, event.target.checked)}
              >
                {label(item.key)}
              </Checkbox>
              {handle}
            </div>
          )}
        />
      </div>
      <Button
        size="small"
        type="link"
        onClick={() => setPrefs(prefs.height ? { height: prefs.height } : NO_PREFS)}
      >
        {t('columnsReset')}
      </Button>
    </div>
  );
  return (
    <Popover content={panel} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" icon={<Icon name="settings" />} aria-expanded={open}>
        {t('columns')}
      </Button>
    </Popover>
  );
}
