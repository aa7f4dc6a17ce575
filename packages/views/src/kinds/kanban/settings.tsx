import type { KanbanConfig } from '@trellis/metadata';
import { Switch } from 'antd';
import { useId } from 'react';
import type { SettingsProps } from '../facet.tsx';
import { useKindT } from '../messages.ts';
import { FieldSetting, FieldsSetting, isDateColumn, isFactColumn, withSetting } from '../setting.tsx';
import { DensitySwitch, OrderSwitch } from './choices.tsx';
import { dimensionOf, isDimension } from './dimension.ts';
import { LimitsSetting } from './limits-setting.tsx';
import { useBoardT } from './messages.ts';
import './settings.css';

const FACTS = 6;

/** What the lanes are, what their heads say, and what cards show. */
export function BoardSettings({ info, config, onChange }: SettingsProps<KanbanConfig>) {
  const { form } = info;
  const t = useBoardT();
  const words = useKindT();
  const lane = dimensionOf(info, config.lane);
  const toggle = (key: 'labels' | 'owner' | 'hideEmpty', usual: boolean) => (
    <Toggle
      label={t(key)}
      value={config[key] ?? usual}
      onChange={(value) => onChange(withSetting(config, key, value === usual ? undefined : value))}
    />
  );
  return (
    <div className="v-kind-settings">
      <FieldSetting
        form={form}
        label={t('lane')}
        fits={(column) => isDimension(column) && column.key !== config.swim}
        required
        value={config.lane}
        onChange={(key) => {
          if (!key) return;
          // What was said of the lanes of another field is of no use here.
          const { first: _, limits: __, ...rest } = config;
          onChange({ ...rest, lane: key });
        }}
      />
      <FieldSetting
        form={form}
        label={t('swim')}
        fits={(column) => isDimension(column) && column.key !== config.lane}
        value={config.swim}
        onChange={(swim) => onChange(withSetting(config, 'swim', swim))}
      />
      <FieldSetting
        form={form}
        label={t('sumOf')}
        fits={({ kind, field }) => kind === 'number' && !field?.many && !field?.meta.encrypted}
        value={config.sum}
        onChange={(sum) => onChange(withSetting(config, 'sum', sum))}
      />
      {lane && !lane.options ? (
        <div className="f-field">
          <span className="f-label">{t('order')}</span>
          <OrderSwitch value={config.order} onChange={(order) => onChange({ ...config, order })} />
        </div>
      ) : null}
      <LimitsSetting
        options={lane?.options?.filter(({ retired }) => !retired) ?? []}
        limits={config.limits ?? {}}
        onChange={(limits) => onChange(withSetting(config, 'limits', limits))}
      />
      {toggle('hideEmpty', false)}
      <FieldsSetting
        form={form}
        label={words('card')}
        fits={(column) => isFactColumn(column) && column.key !== form.titleField}
        most={FACTS}
        value={config.card}
        onChange={(card) => onChange({ ...config, card })}
      />
      {toggle('labels', true)}
      <FieldSetting
        form={form}
        label={t('due')}
        fits={isDateColumn}
        value={config.due}
        onChange={(due) => onChange(withSetting(config, 'due', due))}
      />
      <FieldSetting
        form={form}
        label={words('cover')}
        fits={({ kind }) => kind === 'file'}
        value={config.cover}
        onChange={(cover) => onChange(withSetting(config, 'cover', cover))}
      />
      {toggle('owner', true)}
      <div className="f-field">
        <span className="f-label">{t('density')}</span>
        <DensitySwitch value={config.density} onChange={(density) => onChange({ ...config, density })} />
      </div>
    </div>
  );
}

function Toggle(props: {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="v-board-switch">
      <Switch size="small" aria-labelledby={id} checked={props.value} onChange={props.onChange} />
      <span id={id}>{props.label}</span>
    </div>
  );
}
