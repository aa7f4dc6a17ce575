import { defineMessages } from '@trellis/ui/react';
import { Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { BoundSetting, Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { RoundingSetting, SwitchSetting } from '../../widgets/setting-inputs.tsx';
import { CURRENCY_SYMBOLS, type MoneyConfig } from './model.ts';

const currencies = (own: string) =>
  [...new Set([...Object.keys(CURRENCY_SYMBOLS), own])].map((code) => ({
    value: code,
    label: CURRENCY_SYMBOLS[code] ? `${code}  ${CURRENCY_SYMBOLS[code]}` : code,
  }));

const useOwnT = defineMessages('fields.money', {
  zh: { words: '显示大写金额' },
  en: { words: 'Written out in words' },
});

export function MoneySettings({ config, onChange }: SettingsProps<MoneyConfig>) {
  const t = useT();
  const own = useOwnT();
  return (
    <>
      <Setting label={t('currency')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={config.currency}
            options={currencies(config.currency)}
            showSearch
            onChange={(currency) => onChange({ ...config, currency })}
          />
        )}
      </Setting>
      <WholeNumberSetting
        label={t('decimals')}
        value={config.decimals}
        min={0}
        max={6}
        onChange={(decimals) => onChange({ ...config, decimals })}
      />
      <RoundingSetting
        value={config.rounding}
        onChange={(rounding) => onChange(withSetting(config, 'rounding', rounding))}
      />
      <SwitchSetting
        label={own('words')}
        value={config.words}
        onChange={(words) => onChange(withSetting(config, 'words', words))}
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
    </>
  );
}
