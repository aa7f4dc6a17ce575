import { useChoiceT } from '../../widgets/choice-messages.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { LocationConfig } from './model.ts';

export function LocationSettings({ config, onChange }: SettingsProps<LocationConfig>) {
  const t = useChoiceT();
  return (
    <>
      <SwitchSetting
        label={t('hereOnly')}
        value={config.hereOnly}
        onChange={(hereOnly) => onChange(withSetting(config, 'hereOnly', hereOnly))}
      />
      <SwitchSetting
        label={t('onOpen')}
        value={config.onOpen}
        onChange={(onOpen) => onChange(withSetting(config, 'onOpen', onOpen))}
      />
    </>
  );
}
