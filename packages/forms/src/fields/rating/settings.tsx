import { defineMessages } from '@trellis/ui/react';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { WholeNumberSetting } from '../../widgets/setting.tsx';
import type { RatingConfig } from './model.ts';

const useT = defineMessages('fields.rating', { zh: { max: '最多几颗星' }, en: { max: 'Stars at most' } });

export function RatingSettings({ config, onChange }: SettingsProps<RatingConfig>) {
  const t = useT();
  return (
    <WholeNumberSetting
      label={t('max')}
      value={config.max}
      min={2}
      max={10}
      onChange={(max) => onChange({ ...config, max })}
    />
  );
}
