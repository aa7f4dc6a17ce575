import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { DepthSetting } from '../../widgets/depth-setting.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { RegionConfig } from './model.ts';

export function RegionSettings({ config, onChange }: SettingsProps<RegionConfig>) {
  const t = useChoiceT();
  return (
    <>
      <DepthSetting value={config.depth} onChange={(depth) => onChange({ ...config, depth })} />
      <SwitchSetting
        label={t('partial')}
        value={config.partial}
        onChange={(partial) => onChange(withSetting(config, 'partial', partial))}
      />
    </>
  );
}
