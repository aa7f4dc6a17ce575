import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { WholeNumberSetting } from '../../widgets/setting.tsx';
import type { PercentConfig } from './model.ts';

export function PercentSettings({ config, onChange }: SettingsProps<PercentConfig>) {
  const t = useT();
  return (
    <WholeNumberSetting
      label={t('percentDecimals')}
      value={config.decimals}
      min={0}
      max={8}
      onChange={(decimals) => onChange({ ...config, decimals })}
    />
  );
}
