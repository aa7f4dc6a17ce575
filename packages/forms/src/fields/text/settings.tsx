import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { WholeNumberSetting } from '../../widgets/setting.tsx';
import type { TextConfig } from './model.ts';

export function TextSettings({ config, onChange }: SettingsProps<TextConfig>) {
  const t = useT();
  return (
    <WholeNumberSetting
      label={t('maxLength')}
      value={config.maxLength}
      min={1}
      max={10_000}
      onChange={(maxLength) => onChange({ ...config, maxLength })}
    />
  );
}
