import { localDate } from '@trellis/logic';
import { Icon, moved, SortableList } from '@trellis/ui/react';
import { Button, Dropdown, Input, InputNumber, Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import type { AutonumberConfig, NumberPart } from './model.ts';
import { sampleNumber } from './sample.ts';

export function AutonumberSettings({ config, onChange }: SettingsProps<AutonumberConfig>) {
  const t = useT();
  const { tz } = useFormServices();
  const { parts } = config;
  const set = (next: readonly NumberPart[]) => onChange({ parts: next });
  const name = (index: number) => t('partOf', { count: index + 1 });
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('parts')}</div>
      <SortableList
        items={parts.map((part, index) => ({ id: String(index), part }))}
        label={({ id }) => name(Number(id))}
        onMove={(from, to) => set(moved(parts, from, to))}
        render={({ part }, handle, index) => (
          <div className="f-option-line">
            {handle}
            <Part
              part={part}
              label={name(index)}
              onChange={(next) => set(parts.map((old, at) => (at === index ? next : old)))}
            />
            <Button
              type="text"
              size="small"
              // A pattern without its counter would give the same number twice.
              disabled={part.kind === 'counter'}
              aria-label={t('remove', { name: name(index) })}
              icon={<Icon name="delete" />}
              onClick={() => set(parts.filter((_, at) => at !== index))}
            />
          </div>
        )}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'text', label: t('partText') },
            { key: 'date', label: t('partDate') },
          ],
          onClick: ({ key }) =>
            set([
              ...parts,
              key === 'text' ? { kind: 'text', text: '-' } : { kind: 'date', format: 'YYYYMM' },
            ]),
        }}
      >
        <Button type="dashed" block disabled={parts.length >= 10} icon={<Icon name="plus" />}>
          {t('addPart')}
        </Button>
      </Dropdown>
      <div className="f-help t-num">
        {t('sample', { sample: sampleNumber(config, localDate(new Date().toISOString(), tz)) })}
      </div>
    </div>
  );
}

function Part({
  part,
  label,
  onChange,
}: {
  part: NumberPart;
  label: string;
  onChange: (part: NumberPart) => void;
}) {
  const t = useT();
  if (part.kind === 'text')
    return (
      <Input
        aria-label={`${label}: ${t('partText')}`}
        value={part.text}
        maxLength={40}
        onChange={({ target }) => {
          if (target.value) onChange({ kind: 'text', text: target.value });
        }}
      />
    );
  if (part.kind === 'date')
    return (
      <Select
        aria-label={`${label}: ${t('partDate')}`}
        style={{ flex: 1 }}
        value={part.format}
        options={(['YYYY', 'YYYYMM', 'YYYYMMDD'] as const).map((value) => ({ value, label: value }))}
        onChange={(format) => onChange({ kind: 'date', format })}
      />
    );
  return (
    <>
      <InputNumber
        aria-label={`${label}: ${t('digits')}`}
        style={{ width: 88, flex: 'none' }}
        suffix={t('digits')}
        controls={false}
        value={part.digits}
        min={1}
        max={12}
        precision={0}
        onChange={(digits) => {
          if (typeof digits === 'number') onChange({ ...part, digits });
        }}
      />
      <Select
        aria-label={`${label}: ${t('reset')}`}
        style={{ flex: 1 }}
        value={part.reset}
        options={(['never', 'year', 'month', 'day'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(reset) => onChange({ ...part, reset })}
      />
    </>
  );
}
