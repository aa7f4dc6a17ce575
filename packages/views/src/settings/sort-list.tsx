import { filterFields } from '@trellis/forms/react';
import type { Sort } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';

const MOST = 5;

/** The order of records, by up to five fields. */
export function SortList(props: {
  readonly info: FormInfo;
  readonly sort: readonly Sort[];
  readonly onChange: (sort: readonly Sort[]) => void;
  /** Stands at the right of the foot. */
  readonly extra?: ReactNode;
}) {
  const { info, sort, onChange } = props;
  const t = useT();
  const label = useFieldLabel(info.form);
  // A list of values has no order.
  const fields = filterFields(info.form).filter((field) => !field.many && !field.within);
  const free = fields.filter((field) => !sort.some((s) => s.field === field.key));
  return (
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
            onChange={(field) => onChange(sort.with(i, { ...one, field }))}
          />
          <Segmented
            value={one.dir}
            options={[
              { value: 'asc' as const, label: t('asc') },
              { value: 'desc' as const, label: t('desc') },
            ]}
            onChange={(dir) => onChange(sort.with(i, { ...one, dir }))}
          />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={`${t('remove')}: ${label(one.field)}`}
            onClick={() => onChange(sort.toSpliced(i, 1))}
          />
        </div>
      ))}
      <div className="v-sort-foot">
        {free[0] && sort.length < MOST ? (
          <Button
            type="link"
            size="small"
            icon={<Icon name="plus" />}
            onClick={() => onChange([...sort, { field: free[0]?.key ?? '', dir: 'asc' }])}
          >
            {t('sortAdd')}
          </Button>
        ) : null}
        {props.extra}
      </div>
    </div>
  );
}
