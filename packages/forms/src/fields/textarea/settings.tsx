import type { SettingsProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { WholeNumberSetting } from '../../widgets/setting.tsx';
import type { TextareaConfig } from './model.ts';

export function TextareaSettings({ config, onChange }: SettingsProps<TextareaConfig>) {
  const t = useT();
  return (
    <>
      <WholeNumberSetting
        label={t('rows')}
        value={config.rows}
        min={2}
        max={20}
        onChange={(rows) => onChange({ ...config, rows })}
      />
      <WholeNumberSetting
        label={t('maxLength')}
        value={config.maxLength}
        min={1}
        max={100_000}
        onChange={(maxLength) => onChange({ ...config, maxLength })}
      />
    </>
  );
}
