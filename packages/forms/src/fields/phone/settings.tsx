import { localText } from '@trellis/metadata';
import { defineMessages, useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, MaskSetting } from '../../widgets/setting-inputs.tsx';
import { COUNTRIES } from './countries.ts';
import type { PhoneConfig } from './model.ts';

const useOwnT = defineMessages('fields.phone', {
  zh: { only: '号码类型', any: '手机或座机', mobile: '只能填手机', landline: '只能填座机' },
  en: { only: 'Numbers', any: 'Mobile or landline', mobile: 'Mobile only', landline: 'Landline only' },
});

export function PhoneSettings({ config, onChange }: SettingsProps<PhoneConfig>) {
  const t = useT();
  const own = useOwnT();
  const { locale } = useLocale();
  const known = COUNTRIES.some(({ code }) => code === config.country);
  return (
    <>
      <Setting label={t('country')} hint={t('countryHint')}>
        {(id) => (
          <Select<string>
            id={id}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={config.country}
            options={[...(known ? [] : [{ code: config.country, label: { zh: '' } }]), ...COUNTRIES].map(
              ({ code, label }) => ({ value: code, label: `${code} ${localText(label, locale)}` }),
            )}
            onChange={(country) => onChange({ ...config, country })}
          />
        )}
      </Setting>
      <ChoiceSetting
        label={own('only')}
        none={own('any')}
        value={config.only}
        options={(['mobile', 'landline'] as const).map((value) => ({ value, label: own(value) }))}
        onChange={(only) => onChange(withSetting(config, 'only', only))}
      />
      <MaskSetting
        value={config.mask}
        sample="13800138000"
        onChange={(mask) => onChange(withSetting(config, 'mask', mask))}
      />
    </>
  );
}
