import { totalsOf } from '@trellis/forms/model';
import type { TotalOp, Totals } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';

/** What the foot of a list, and each group, says of fields. */
export function TotalList(props: {
  readonly info: FormInfo;
  readonly totals: Totals;
  readonly onChange: (totals: Totals) => void;
}) {
  const { info, totals, onChange } = props;
  const t = useT();
  const label = useFieldLabel(info.form);
  const opsOf = (key: string): readonly TotalOp[] => {
    const field = info.form.fields.get(key);
    return field && !field.owned && !field.meta.encrypted ? totalsOf(field.kind, field.many) : [];
  };
  const all = [...info.form.fields.keys()].filter((key) => opsOf(key).length > 0);
  const free = all.filter((key) => totals[key] === undefined);
  const entries = Object.entries(totals);
  return (
    <>
      {entries.map(([key, op]) => (
        <div key={key} className="v-sort-row">
          <Select
            aria-label={t('field')}
            showSearch={{ optionFilterProp: 'label' }}
            value={key}
            options={[key, ...free].map((one) => ({ value: one, label: label(one) }))}
            onChange={(next) => {
              const first = opsOf(next).includes(op) ? op : (opsOf(next)[0] ?? 'filled');
              onChange(
                Object.fromEntries(entries.map((entry) => (entry[0] === key ? [next, first] : entry))),
              );
            }}
          />
          <Select<TotalOp>
            aria-label={t('totals')}
            value={op}
            options={opsOf(key).map((one) => ({ value: one, label: t(`total_${one}`) }))}
            onChange={(next) => onChange({ ...totals, [key]: next })}
          />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={`${t('remove')}: ${label(key)}`}
            onClick={() => onChange(Object.fromEntries(entries.filter(([one]) => one !== key)))}
          />
        </div>
      ))}
      {free[0] ? (
        <Button
          type="link"
          size="small"
          icon={<Icon name="plus" />}
          onClick={() => onChange({ ...totals, [free[0] ?? '']: opsOf(free[0] ?? '')[0] ?? 'filled' })}
        >
          {t('totalAdd')}
        </Button>
      ) : null}
    </>
  );
}
