import { defineMessages } from '@trellis/ui/react';
import { Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { OfInput } from '../../widgets/of-input.tsx';
import { BoundSetting, Setting, WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, MaskSetting, RoundingSetting } from '../../widgets/setting-inputs.tsx';
import { AMOUNT_WORDS, CURRENCY_SYMBOLS, type MoneyConfig, money } from './model.ts';

const currencies = (own: string) =>
  [...new Set([...Object.keys(CURRENCY_SYMBOLS), own])].map((code) => ({
    value: code,
    label: CURRENCY_SYMBOLS[code] ? `${code}  ${CURRENCY_SYMBOLS[code]}` : code,
  }));

const useOwnT = defineMessages('fields.money', {
  zh: {
    words: '显示大写金额',
    words_none: '不显示',
    words_reader: '按界面语言',
    words_zh: '中文大写（壹万元整）',
    'words_zh-Hant': '繁体大写（壹萬圓整）',
    words_en: '英文（One thousand）',
  },
  en: {
    words: 'Written out in words',
    words_none: 'No',
    words_reader: 'In the reader’s language',
    words_zh: 'Chinese (壹万元整)',
    'words_zh-Hant': 'Traditional Chinese (壹萬圓整)',
    words_en: 'English',
  },
});

const wordsOf = ({ words }: MoneyConfig) => (words === true ? 'reader' : words || undefined);

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
      <OfInput>
        <RoundingSetting
          value={config.rounding}
          onChange={(rounding) => onChange(withSetting(config, 'rounding', rounding))}
        />
      </OfInput>
      <ChoiceSetting
        label={own('words')}
        none={own('words_none')}
        value={wordsOf(config)}
        options={(['reader', ...AMOUNT_WORDS] as const).map((value) => ({
          value,
          label: own(`words_${value}`),
        }))}
        onChange={(words) => onChange(withSetting(config, 'words', words === 'reader' ? true : words))}
      />
      <MaskSetting
        value={config.mask}
        sample={money.format('123456.78', config, { locale: 'zh', tz: 'UTC' })}
        onChange={(mask) => onChange(withSetting(config, 'mask', mask))}
      />
      <OfInput>
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
      </OfInput>
    </>
  );
}
