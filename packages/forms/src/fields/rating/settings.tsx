import { defineMessages, Icon } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { WholeNumberSetting, withSetting } from '../../widgets/setting.tsx';
import { ChoiceSetting, ColorStepsSetting } from '../../widgets/setting-inputs.tsx';
import { RATING_ICONS, type RatingConfig } from './model.ts';

const useT = defineMessages('fields.rating', {
  zh: {
    max: '最多几颗星',
    icon: '图标',
    star: '星',
    heart: '心',
    like: '赞',
    fire: '火',
    flag: '旗',
    trophy: '奖杯',
  },
  en: {
    max: 'Stars at most',
    icon: 'Sign',
    star: 'Star',
    heart: 'Heart',
    like: 'Thumb',
    fire: 'Fire',
    flag: 'Flag',
    trophy: 'Trophy',
  },
});

export function RatingSettings({ config, onChange }: SettingsProps<RatingConfig>) {
  const t = useT();
  return (
    <>
      <WholeNumberSetting
        label={t('max')}
        value={config.max}
        min={1}
        max={10}
        onChange={(max) => onChange({ ...config, max })}
      />
      <ChoiceSetting
        label={t('icon')}
        value={config.icon ?? 'star'}
        options={RATING_ICONS.map((value) => ({
          value,
          label: (
            <>
              <Icon name={value} /> {t(value)}
            </>
          ),
        }))}
        onChange={(icon) => onChange(withSetting(config, 'icon', icon === 'star' ? undefined : icon))}
      />
      <ColorStepsSetting
        value={config.colors}
        onChange={(colors) => onChange(withSetting(config, 'colors', colors))}
      />
    </>
  );
}
