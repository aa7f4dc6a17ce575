import { filterFields } from '@trellis/forms/react';
import type { Sort, ViewDocument } from '@trellis/metadata';
import { Icon, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button, Popover, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';
import type { ListState } from '../state/list-state.ts';

const MOST = 5;

/** The order of the list, by up to five fields. */
export function SortButton(props: {
  readonly info: FormInfo;
  readonly view: ViewDocument;
  readonly state: ListState;
  readonly setState: (state: ListState, options?: { replace?: boolean }) => void;
}) {
  const { info, view, state, setState } = props;
  const t = useT();
  const phone = useIsPhone();
  const label = useFieldLabel(info.form);
  const [open, setOpen] = useState(false);
  const sort = state.sort ?? view.sort ?? [];
  const change = (next: readonly Sort[]) => {
    const { sort: _, ...rest } = state;
    setState(next.length > 0 ? { ...rest, sort: next } : rest, { replace: true });
  };
  // A list of values has no order.
  const fields = filterFields(info.form).filter((field) => !field.many);
  const free = fields.filter((field) => !sort.some((s) => s.field === field.key));
  const panel = (
    <div className="v-sort-panel">
      {sort.map((one, i) => (
        <div key={one.field} className="v-sort-row">
          <Select
            value={one.field}
            aria-label={t('sortBy')}
            showSearch={{ optionFilterProp: 'label' }}
            options={fields
              .filter((f) => f.key === one.field || free.includes(f))
              .map((f) => ({ value: f.key, label: label(f.key) }))}
            onChange={(field) => change(sort.map((s, at) => (at === i ? { ...s, field } : s)))}
          />
          <Segmented
            value={one.dir}
            options={[
              { value: 'asc' as const, label: t('asc') },
              { value: 'desc' as const, label: t('desc') },
            ]}
            onChange={(dir) => change(sort.map((s, at) => (at === i ? { ...s, dir } : s)))}
          />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={`${t('remove')}: ${label(one.field)}`}
            onClick={() => change(sort.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div className="v-sort-foot">
        {free[0] && sort.length < MOST ? (
          <Button
            type="link"
            size="small"
            icon={<Icon name="plus" />}
            onClick={() => change([...sort, { field: free[0]?.key ?? '', dir: 'asc' }])}
          >
            {t('sortAdd')}
          </Button>
        ) : null}
        {state.sort ? (
          <Button type="link" size="small" onClick={() => change([])}>
            {t('sortClear')}
          </Button>
        ) : null}
      </div>
    </div>
  );
  const button = (
    <Button
      type="text"
      className="v-tool"
      data-active={state.sort ? true : undefined}
      icon={<Icon name="sort" />}
      aria-label={t('sort')}
      aria-expanded={open}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      {phone ? null : t('sort')}
    </Button>
  );
  if (phone)
    return (
      <>
        {button}
        <Sheet open={open} onClose={() => setOpen(false)} title={t('sortTitle')}>
          {panel}
        </Sheet>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('sortTitle')}
      content={panel}
      destroyOnHidden
    >
      {button}
    </Popover>
  );
}
