import type { SettingsProps } from '../../widgets/facet.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import { MaskSetting } from '../../widgets/setting-inputs.tsx';
import type { EmailConfig } from './model.ts';

export function EmailSettings({ config, onChange }: SettingsProps<EmailConfig>) {
  return (
    <MaskSetting
      value={config.mask}
      sample="wang.lei@yunling.com"
      onChange={(mask) => onChange(withSetting(config, 'mask', mask))}
    />
  );
}
