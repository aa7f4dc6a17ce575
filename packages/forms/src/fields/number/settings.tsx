import type { LocalText } from '@trellis/metadata';
import { Input, Switch } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { BoundSetting, Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import type { NumberConfig } from './model.ts';

export function NumberSettings({ config, onChange }: SettingsProps<NumberConfig>) {
  const t = useT();
  const unit = (patch: Partial<LocalText>) => {
    const next = { zh: config.unit?.zh ?? '', en: config.unit?.en ?? '', ...patch };
    onChange(withSetting(config, 'unit', next.zh || next.en ? next : undefined));
  };
  return (
    <>
      <WholeNumberSetting
        label={t('decimals')}
        value={config.decimals}
        min={0}
        max={12}
        onChange={(decimals) => onChange({ ...config, decimals })}
      />
      <BoundSetting
        label={t('min')}
        value={config.min}
        onChange={(min) => onChange(withSetting(config, 'min', min))}
      />
      <BoundSetting
        label={t('max')}
        value={config.max}
        onChange={(max) => onChange(withSetting(config, 'max', max))}
      />
      <Setting label={t('unit')}>
        {(id) => (
          <Input
            id={id}
            value={config.unit?.zh ?? ''}
            onChange={(event) => unit({ zh: event.target.value })}
          />
        )}
      </Setting>
      <Setting label={t('unitEn')}>
        {(id) => (
          <Input
            id={id}
            value={config.unit?.en ?? ''}
            onChange={(event) => unit({ en: event.target.value })}
          />
        )}
      </Setting>
      <Setting label={t('thousands')}>
        {(id) => (
          <Switch
            id={id}
            checked={config.thousands ?? false}
            onChange={(thousands) => onChange({ ...config, thousands })}
          />
        )}
      </Setting>
    </>
  );
}
