import { type FilterField, filterFields } from '@trellis/forms/react';
import { BUCKETS, MAX_GROUPS, type ViewGroup } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';

const GROUPED: ReadonlySet<FilterField['kind']> = new Set([
  'option',
  'ref',
  'boolean',
  'text',
  'date',
  'datetime',
]);

/** Groups within groups, the outermost first; dates by periods. */
export function GroupList(props: {
  readonly info: FormInfo;
  readonly group: readonly ViewGroup[];
  readonly onChange: (group: readonly ViewGroup[]) => void;
  readonly extra?: ReactNode;
}) {
  const { info, group, onChange } = props;
  const t = useT();
  const label = useFieldLabel(info.form);
  const fields = filterFields(info.form).filter(
    ({ kind, within, field }) => GROUPED.has(kind) && !within && !field?.owned,
  );
  const free = fields.filter((field) => !group.some((one) => one.field === field.key));
  const dated = (key: string) => {
    const kind = fields.find((one) => one.key === key)?.kind;
    return kind === 'date' || kind === 'datetime';
  };
  const levelOf = (field: string): ViewGroup => (dated(field) ? { field, bucket: 'month' } : { field });
  return (
    <div className="v-sort-panel">
      {group.map((one, i) => (
        <div key={one.field} className="v-sort-row">
          <Select
            value={one.field}
            aria-label={t('groupBy')}
            showSearch={{ optionFilterProp: 'label' }}
            options={fields
              .filter((f) => f.key === one.field || free.includes(f))
              .map((f) => ({ value: f.key, label: label(f.key) }))}
            onChange={(field) => onChange(group.with(i, levelOf(field)))}
          />
          {dated(one.field) ? (
            <Select
              className="v-bucket"
              aria-label={t('bucket')}
              value={one.bucket ?? 'day'}
              options={BUCKETS.map((bucket) => ({ value: bucket, label: t(`bucket_${bucket}`) }))}
              onChange={(bucket) => onChange(group.with(i, { ...one, bucket }))}
            />
          ) : null}
          <Segmented
            value={one.dir ?? 'asc'}
            options={[
              { value: 'asc' as const, label: t('asc') },
              { value: 'desc' as const, label: t('desc') },
            ]}
            onChange={(dir) => onChange(group.with(i, { ...one, dir }))}
          />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={`${t('remove')}: ${label(one.field)}`}
            onClick={() => onChange(group.toSpliced(i, 1))}
          />
        </div>
      ))}
      <div className="v-sort-foot">
        {free[0] && group.length < MAX_GROUPS ? (
          <Button
            type="link"
            size="small"
            icon={<Icon name="plus" />}
            onClick={() => onChange([...group, levelOf(free[0]?.key ?? '')])}
          >
            {t('groupAdd')}
          </Button>
        ) : null}
        {props.extra}
      </div>
    </div>
  );
}
